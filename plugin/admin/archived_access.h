#pragma once

#include <memory>

#include "plugin/admin/admin_surroundings.h"

namespace cellseal {

/// Opens values under archived keys as well: rows of an old backup that were put back beside new ones. Asked for each
/// time, audited ("archived_keys_opened"); the keyring is the one of this moment, and nothing is sealed by what it
/// gives. Lifetime: the crypto provider outlives it.
///
/// Throws error not_authorized, channel_not_private, inactive, and what write_audited() throws.
[[nodiscard]] std::shared_ptr<keyring_access> open_archived(const admin_surroundings& on, const admin_caller& caller);

}  // namespace cellseal
