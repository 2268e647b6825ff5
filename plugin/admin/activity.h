#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/admin/admin_surroundings.h"

namespace cellseal {

/// Whether field encryption works here and now.
struct activity {
    bool active = false;
    std::string key_check;  ///< Of the key in use; of the one that is needed while inactive, if a keyring is there.
    std::string since;      ///< Since when that key is in use, RFC 3339.
    std::uint64_t generation = 0;
    std::string reason;                 ///< Why it is inactive, and what to do.
    /// Values of the sample that do not open, with their rows; that the question could not be recorded.
    std::vector<std::string> warnings;
};

/// The keyring is there, opens, its MAC fits, and of a sample of every attribute not all values fail: single values
/// that do not open are warnings. Leaves the event `activity_asked`: see record_question(). Throws error not_authorized,
/// channel_not_private, database_unavailable.
[[nodiscard]] activity look_at_activity(const admin_surroundings& on, const admin_caller& caller);

}  // namespace cellseal
