#pragma once

#include "plugin/keys/keyring_record.h"
#include "plugin/ports/stored_table.h"

namespace cellseal {

/// The table of the keyring (keyring_format.md, section 9): one row for each record.
extern const stored_table keyring_table;

/// Positions of columns that a store asks for by name.
inline constexpr std::size_t keyring_record_id_column = 0;
inline constexpr std::size_t keyring_generation_column = 8;

/// Throws error keyring_damaged for a row that no cellseal has written.
[[nodiscard]] keyring_record keyring_record_from(const stored_row& row);
[[nodiscard]] stored_row to_row(const keyring_record& record);

}  // namespace cellseal
