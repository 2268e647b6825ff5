#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/admin/admin_surroundings.h"

namespace cellseal {

/// A key slot as it lies in the keyring. Public: needs no key.
struct slot_description {
    std::string name;
    std::string opened_by;   ///< "passphrase (Argon2id)", "passphrase (PBKDF2)", "32 random bytes", "token".
    std::string key_check;   ///< Of the organisation key that it opens.
    std::string created_at;  ///< RFC 3339.
    bool on_record = false;  ///< Its passphrase can be shown.
};

/// What was seen of the keyring.
struct slot_list {
    std::vector<slot_description> slots;  ///< Oldest first.
    std::string not_recorded;             ///< Why this look is not on record; empty when it is.
};

/// Leaves the event `slots_listed`. Throws error not_authorized, channel_not_private, keyring_missing, keyring_damaged.
[[nodiscard]] slot_list list_slots(const admin_surroundings& on, const admin_caller& caller);

/// Adds a slot that `secret` opens: a recovery passphrase in a safe, say. A typed passphrase has passed
/// check_new_passphrase(). Audited.
///
/// Throws error: not_authorized, channel_not_private, inactive;
///   already_active    a slot of that name exists; or `secret` opens one already;
///   bad_setting       the name is empty or too long, or the keyring has 32 slots;
///   change_under_way  a key change is not retired yet: it decides which slots go on;
///   and what write_audited() throws.
void add_slot(const admin_surroundings& on, const admin_caller& caller, const std::string& name,
              const slot_secret& secret, std::optional<passphrase_hash_cost> cost = std::nullopt);

/// Removes a slot: what opened it opens nothing any more from now on; an older copy of the database still opens with
/// it, so a slot whose secret is in wrong hands needs a key change. Audited.
///
/// Throws error: not_authorized, channel_not_private, inactive, change_under_way;
///   key_not_usable  there is no slot of that name;
///   last_slot       it is the last one, or the one that this process's own key source opens;
///   and what write_audited() throws.
void remove_slot(const admin_surroundings& on, const admin_caller& caller, const std::string& name);

}  // namespace cellseal
