#pragma once

#include <memory>
#include <string>

#include "config/settings/settings.h"
#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/key_source.h"
#include "plugin/ports/pin_store.h"

namespace cellseal::config {

/// What the settings say about the key, ready to use.
struct key_access {
    std::unique_ptr<key_source> source;
    std::unique_ptr<pin_store> pins;
    new_key_place* new_key =
        nullptr;  ///< The source itself; null where a first key cannot be written: the environment.
};

/// Throws error bad_setting when the settings name no place for key file or pin and the user has no home. Lifetime:
/// `crypto` outlives it.
[[nodiscard]] key_access make_key_access(const settings& from, const crypto_provider& crypto);

}  // namespace cellseal::config
