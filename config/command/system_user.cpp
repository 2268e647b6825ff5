#include "config/command/system_user.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace cellseal::config {

namespace {

std::string own_name()
{
    if (const passwd* user = ::getpwuid(::geteuid()); user && user->pw_name && *user->pw_name) return user->pw_name;
    return fmt::format("user {}", ::geteuid());
}

}  // namespace

std::string system_user()
{
    const char* behind = std::getenv("SUDO_USER");
    return behind && *behind ? fmt::format("{} ({})", own_name(), behind) : own_name();
}

// What sudo says is the user's own environment, so it is for the audit trail and decides nothing.
bool listed_users::allows(const admin_request&) const
{
    return names_.empty() || std::ranges::find(names_, own_name()) != names_.end();
}

}  // namespace cellseal::config
