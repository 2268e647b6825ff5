#pragma once

#include <string>

#include "plugin/error/error.h"
#include "plugin/ports/keyring_store.h"

namespace cellseal {

/// Why a keyring could not be opened, with the key check that it needs and since when, where the keyring as stored
/// tells and `why` does not; unless it is damaged or rolled back, where a key alone would not help. Needs no key;
/// throws nothing.
[[nodiscard]] std::string with_needed_key(const error& why, keyring_store& store) noexcept;

}  // namespace cellseal
