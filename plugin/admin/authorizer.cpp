#include "plugin/admin/authorizer.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

constexpr std::size_t longest_name = 200;  // As the audit trail's column has it, in the longest encoding.

}  // namespace

bool role_authorizer::allows(const admin_request& asked) const
{
    return std::ranges::any_of(roles_(asked.who), [](const std::string& role) {
        return role == system_administrator || role == system_customizer;
    });
}

void admin_gate::require(admin_act what, const admin_caller& caller) const
{
    if (caller.who.empty())
        throw error(
            errc::not_authorized,
            fmt::format("nobody is named who asks for {}: give the user's name, which stands in the audit trail",
                        name_of(what)));
    if (caller.who.size() > longest_name)
        throw error(errc::not_authorized,
                    fmt::format("the name of who asks for {} has more than {} bytes: give a shorter one", name_of(what),
                                longest_name));
    const admin_request asked{what, caller.who, caller.reason};
    if (!who_may_.allows(asked))
        throw error(errc::not_authorized, fmt::format("{} may not {}: ask somebody who may, or have the role granted",
                                                      caller.who, name_of(what)));
    if (!channel_is_private_(asked))
        throw error(
            errc::channel_not_private,
            fmt::format("{} was asked for on a channel that others can listen to: use HTTPS or a local terminal",
                        name_of(what)));
}

}  // namespace cellseal
