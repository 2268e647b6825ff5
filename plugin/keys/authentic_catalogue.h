#pragma once

#include <vector>

#include "plugin/keys/keyring_document.h"
#include "plugin/ports/catalogue_store.h"
#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/keyring_store.h"

namespace cellseal {

/// The catalogue of protected attributes that belongs to `document`, whose MAC was checked: its hash fits.
///
/// Throws error:
///   keyring_changed  both tables were moved on in between: read the keyring again;
///   keyring_damaged  rows of the catalogue were changed in the database.
[[nodiscard]] std::vector<catalogue_entry> authentic_catalogue(catalogue_store& catalogue, keyring_store& store,
                                                               const keyring_document& document,
                                                               const crypto_provider& crypto);

}  // namespace cellseal
