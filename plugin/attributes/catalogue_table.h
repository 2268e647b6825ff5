#pragma once

#include "plugin/attributes/catalogue_entry.h"
#include "plugin/ports/stored_table.h"

namespace cellseal {

/// The table of the catalogue (keyring_format.md, section 9).
extern const stored_table catalogue_table;

/// Throws error keyring_damaged for a row that no cellseal has written.
[[nodiscard]] catalogue_entry catalogue_entry_from(const stored_row& row);
[[nodiscard]] stored_row to_row(const catalogue_entry& entry);

}  // namespace cellseal
