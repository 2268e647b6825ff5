#pragma once

#include <optional>
#include <string_view>

#include "plugin/keys/keyring_document.h"
#include "plugin/ports/pin_store.h"

namespace cellseal {

/// Holds a keyring against what this process has seen of it before.
///
/// Throws error:
///   keyring_rolled_back  its generation is lower than the pinned one;
///   keyring_foreign      its organisation key is neither the pinned one nor the one of a change that the pin has seen.
void check_pin(const std::optional<key_pin>& pinned, const keyring_document& document, std::string_view pin_place);

/// The pin after `document`, which was opened and is authentic.
[[nodiscard]] key_pin pin_of(const keyring_document& document);

}  // namespace cellseal
