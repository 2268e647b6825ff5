#pragma once

#include <string>
#include <vector>

#include "adapters/orm/soci/live_schema.h"
#include "plugin/attributes/attribute_registry.h"

namespace cellseal::soci_orm {

/// What reaches protected tables behind another name and is not declared.
struct undeclared_dependents {
    std::vector<std::string> views;     ///< Named in a statement: refused.
    std::vector<std::string> triggers;  ///< Tables: writing to them is refused.
};

/// Follows definitions from the protected tables on, views over views included. A definition that merely holds the
/// name of a protected table counts, and so does one that the database keeps to itself.
[[nodiscard]] undeclared_dependents dependents_of(const live_schema& schema, const attribute_registry& registry);

}  // namespace cellseal::soci_orm
