#pragma once

#include <span>
#include <string>
#include <vector>

#include "plugin/admin/admin_surroundings.h"
#include "plugin/admin/key_placing.h"

namespace cellseal {

/// Whether an older keyring than the one seen here before is what is wanted: after a backup was restored on purpose.
enum class older_keyring { refuse, accept };

/// What activation did.
struct activation {
    std::string key_check;
    std::string since;  ///< Since when that key is in use, RFC 3339.
    std::uint64_t generation = 0;
    placed_key key;
    std::vector<std::string> warnings;
};

/// Gives an existing key after a restore, on a new deployment, or to a process that was away for a whole key change:
/// the keyring is opened with it, held against the data, pinned anew, and in use when this returns. The key is put into
/// the key source where that can be written. Events that waited are chained, and one for this act.
///
/// Nothing is changed where it throws error:
///   not_authorized, channel_not_private;
///   already_active       the message names the key check in use, and since when;
///   keyring_missing      the keyring's tables were not restored;
///   keyring_foreign      the keyring belongs to another organisation than the settings say;
///   keyring_rolled_back  an older keyring than the one seen here before, and `older` is refuse;
///   wrong_passphrase, foreign_export  the key does not fit: both key checks are named;
///   keyring_damaged, database_unavailable.
[[nodiscard]] activation activate(const admin_surroundings& on, const admin_caller& caller,
                                  std::span<const slot_secret> given, older_keyring older = older_keyring::refuse);

}  // namespace cellseal
