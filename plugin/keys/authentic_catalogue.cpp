#include "plugin/keys/authentic_catalogue.h"

#include <algorithm>

#include "plugin/attributes/catalogue.h"
#include "plugin/error/error.h"

namespace cellseal {

std::vector<catalogue_entry> authentic_catalogue(catalogue_store& catalogue, keyring_store& store,
                                                 const keyring_document& document, const crypto_provider& crypto)
{
    auto entries = catalogue.load();
    if (std::ranges::equal(catalogue::hash_of(crypto, entries), document.head().catalogue_hash)) return entries;
    // Two tables are two reads: another process may have moved both on in between.
    if (store.generation() != document.generation()) throw error(errc::keyring_changed, "the keyring moved on");
    throw error(errc::keyring_damaged,
                "the catalogue of protected attributes (cellseal_attribute) was changed in the database: restore "
                "that table from a backup");
}

}  // namespace cellseal
