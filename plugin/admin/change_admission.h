#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "plugin/admin/authorizer.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/keys/timestamp.h"

namespace cellseal {

/// How often an organisation's key may be changed: at most `most` times within `within`.
struct change_limits {
    std::uint64_t most = 3;
    std::chrono::minutes within{60};
};

/// What an administrator says when a key change begins.
struct change_request {
    admin_caller caller;
    /// The key check of the key that is replaced, read from the screen or from its export and typed again: a change is
    /// not begun by a slip of the hand.
    std::string confirmed_key_check;
};

/// What comes before every key change, in this order: authorizer, channel, confirmation, one at a time, not too often.
/// `document` is open and authentic, so the change is refused earlier (error inactive) where no keyring is.
///
/// Throws error: not_authorized, channel_not_private;
///   not_confirmed      the key check given is not that of the key in use; the message names that one;
///   change_under_way   another change has begun and is not retired or cancelled yet; the message says since when;
///   change_too_often   `limits` are reached; the message says when the next one may begin.
void require_change_admissible(const admin_gate& gate, const change_request& request, const keyring_document& document,
                               timestamp now, change_limits limits = {});

}  // namespace cellseal
