#pragma once

#include <vector>

#include "plugin/attributes/catalogue_entry.h"

namespace cellseal {

/// The rows of the catalogue. New ones are written together with the keyring that covers them (keyring_store).
/// Threads: one at a time.
class catalogue_store {
public:
    virtual ~catalogue_store() = default;

    /// All entries, sorted by attribute and number. Empty when the table is missing.
    /// Throws error keyring_damaged for rows that are no entries.
    [[nodiscard]] virtual std::vector<catalogue_entry> load() = 0;
};

}  // namespace cellseal
