#pragma once

#include "plugin/statements/insert.h"

namespace cellseal {

/// ON CONFLICT …, ON DUPLICATE KEY UPDATE …, as far as they stand here.
void read_upsert(reading& r, const scope& names, const binding& target, const insert_reader& inserted);

/// VALUES(column) in ON DUPLICATE KEY UPDATE, which stands here: the value that the insert proposed.
[[nodiscard]] operand read_proposed(reading& r, const scope& names);

}  // namespace cellseal
