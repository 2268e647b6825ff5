#pragma once

#include "config/settings/setting_reader.h"
#include "plugin/attributes/attribute_registry.h"

namespace cellseal::config {

/// Reads one [[table.compound_index]] of `table`, whose attributes may also be flagged in code.
[[nodiscard]] compound_declaration read_compound_index(const named_table& entry, const registration& table);

}  // namespace cellseal::config
