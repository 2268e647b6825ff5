#pragma once

#include <functional>

#include "plugin/admin/admin_surroundings.h"
#include "plugin/keys/audit_chain.h"

namespace cellseal {

/// The events of the audit trail: those that are chained in their order, then those that wait. Read as they lie in the
/// database: audit_is_whole() tells whether they can be believed. Needs no key. Memory is constant in their number.
/// Leaves the event `audit_listed`, which is on record, if it can be, before the first one is given out; gives why it
/// is not, or an empty text. Throws error not_authorized, channel_not_private, keyring_damaged, database_unavailable.
std::string list_events(const admin_surroundings& on, const admin_caller& caller,
                 const std::function<void(const event&)>& visit);

/// Holds the trail against the keyring, which must be open. It does not find the whole database put back to an earlier
/// day: for that, keep a copy of the head that this gives, and look whether it comes up again. Leaves the event
/// `audit_verified` with what was found; a trail that is broken, or cannot be written, is reported all the same.
struct audit_report {
    audit_finding finding;
    std::uint64_t waiting = 0;  ///< Written while inactive, and not chained yet; at most 1,000 are counted.
    std::string head;           ///< 64 hexadecimal digits: the chain's last hash,
    std::string not_recorded;   ///< Why this look is not on record itself; empty when it is.
};
[[nodiscard]] audit_report verify_events(const admin_surroundings& on, const admin_caller& caller);

}  // namespace cellseal
