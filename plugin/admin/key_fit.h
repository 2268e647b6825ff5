#pragma once

#include <span>
#include <string>

#include "plugin/admin/audited_write.h"
#include "plugin/admin/data_fit.h"
#include "plugin/keys/slot_secret.h"

namespace cellseal {

/// What a given key opens.
struct key_fit {
    authentic_keyring keyring;
    std::size_t which = 0;  ///< Of the secrets given: the one that opened.
    std::string slot;       ///< Name of the slot that it opens.
    std::string told;       ///< What a person should know about the reading of the key.
    data_fit data;
};

/// Opens the keyring in `store` with one of `given`, without pins, key source and settings: is this the key of this
/// database, or of this backup? Changes nothing.
///
/// Throws error:
///   keyring_missing   the database holds no keyring;
///   wrong_passphrase  the key opens no slot; the message names the key check that is needed and since when, and what
///   the
///                     key given is labelled with;
///   foreign_export    it does not, and its labels say why: an export of another organisation, or written at a later
///                     generation than the keyring has;
///   key_destroyed     the export's key was replaced by a key change; the message says when, and which is needed now;
///   keyring_damaged, unknown_suite, database_unavailable.
[[nodiscard]] key_fit test_key(std::span<const slot_secret> given, keyring_store& store, catalogue_store& catalogue,
                               const crypto_provider& crypto);

/// Holds an opened keyring against the stored values of `registry`. Throws error foreign_export when there are values,
/// and the keyring opens none of them.
void require_data_fit(key_fit& fit, std::shared_ptr<const attribute_registry> registry, value_samples& samples,
                      const crypto_provider& crypto);

}  // namespace cellseal
