#pragma once

#include <optional>
#include <string>

#include "plugin/attributes/attribute_registry.h"

namespace cellseal {

/// A look into the protected tables before the first key is made.
class protected_rows {
public:
    virtual ~protected_rows() = default;

    /// The name of a protected table that holds a row; nothing when all are empty or missing.
    [[nodiscard]] virtual std::optional<std::string> occupied_table(const attribute_registry& registry) = 0;
};

}  // namespace cellseal
