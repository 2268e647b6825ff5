#pragma once

#include <span>
#include <string>

#include "plugin/admin/admin_surroundings.h"
#include "plugin/admin/key_placing.h"

namespace cellseal {

/// What an import did.
struct imported_key {
    std::string key_check;
    std::string slot;
    std::string told;  ///< What a person should know about the reading of the export.
    placed_key key;
};

/// Puts the key of an export into the key source of this process, after it has opened this database's keyring with it:
/// for a new deployment beside a running one, or where the key source was lost. Activates nothing. Audited where the
/// keyring is active, else noted as unauthenticated.
///
/// Throws error: not_authorized, channel_not_private, what test_key() throws, and where active what write_audited()
/// throws. Nothing is written then.
[[nodiscard]] imported_key import_key(const admin_surroundings& on, const admin_caller& caller,
                                      std::span<const slot_secret> given);

}  // namespace cellseal
