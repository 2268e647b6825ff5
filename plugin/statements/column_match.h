#pragma once

#include <cstddef>

#include "plugin/statements/reading.h"

namespace cellseal {

/// What a column name without a table hits in one scope.
struct column_match {
    const binding* from = nullptr;
    const relation_column* column = nullptr;
    std::size_t index = 0;
    std::size_t count = 0;
    bool guarded = false;           ///< One of the matches is protected.
    bool other_incomplete = false;  ///< A table whose columns are not known could have it too.
};

/// The columns of this scope's tables that have the name; of several a protected one.
[[nodiscard]] column_match match_column(const reading& r, const scope& in, const name& column) noexcept;

/// The output that has the name as its alias, where aliases count; of several a protected one.
[[nodiscard]] const output* match_alias(const reading& r, const scope& in, const name& wanted) noexcept;

}  // namespace cellseal
