#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/admin/admin_act.h"

namespace cellseal {

/// Says who may do what: the application's own, for it knows its users.
/// Threads: all members may be called at once from any number of threads.
class authorizer {
public:
    virtual ~authorizer() = default;

    /// Whether `asked.who` may do it. An exception means no, and passes.
    [[nodiscard]] virtual bool allows(const admin_request& asked) const = 0;
};

/// Knows the two roles that may manage the key in the system that this is modelled on: System Administrator and System
/// Customizer may do everything, everybody else nothing.
class role_authorizer final : public authorizer {
public:
    static constexpr std::string_view system_administrator = "System Administrator";
    static constexpr std::string_view system_customizer = "System Customizer";

    /// The roles of a user, as the application names him.
    using roles_of = std::function<std::vector<std::string>(const std::string& who)>;

    explicit role_authorizer(roles_of roles) : roles_(std::move(roles)) {}

    [[nodiscard]] bool allows(const admin_request& asked) const override;

private:
    roles_of roles_;
};

/// Whether the way on which a request came keeps what it carries to itself (the original insists on HTTPS): asked
/// before each act. A command on a local terminal says yes.
using channel_predicate = std::function<bool(const admin_request& asked)>;

/// Asks authorizer and channel, in front of every act of the administrator's contract.
/// Threads: as the two. Lifetime: the authorizer outlives it.
class admin_gate {
public:
    /// `channel_is_private` must be callable.
    admin_gate(const authorizer& who_may, channel_predicate channel_is_private)
        : who_may_(who_may), channel_is_private_(std::move(channel_is_private))
    {
    }

    /// Throws error:
    ///   not_authorized       the caller has no name, or the authorizer says no;
    ///   channel_not_private  the channel's predicate says no.
    void require(admin_act what, const admin_caller& caller) const;

private:
    const authorizer& who_may_;
    channel_predicate channel_is_private_;
};

}  // namespace cellseal
