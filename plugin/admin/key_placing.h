#pragma once

#include <string>

#include "plugin/admin/admin_surroundings.h"
#include "plugin/keys/sealkey_text.h"

namespace cellseal {

/// Where a key that was given to activate or import went.
struct placed_key {
    std::string place;    ///< "key file …"; empty when it could not be written.
    std::string because;  ///< Why not, and what its owner has to do.
};

/// Makes the key source of this process hold `given`, which opens the keyring: in front of what lies there already and
/// reads, so that no key is lost. Nothing is written where the key source opens the keyring by itself.
[[nodiscard]] placed_key place_key(const admin_surroundings& on, const keyring_document& document,
                                   const slot_secret& given, const std::string& slot);

/// The labels of an export that is written now.
[[nodiscard]] sealkey_labels labels_of(const keyring_document& document, const std::string& slot, timestamp now);

}  // namespace cellseal
