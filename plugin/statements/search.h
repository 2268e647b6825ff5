#pragma once

#include <vector>

#include "plugin/statements/comparison.h"

namespace cellseal {

/// column = :p, column IN (:p, …) and their negations: gives the parameters their role and rewrites the comparison to
/// the index column or to sealed values, for every live key. Refuses (unsearchable) a column that cannot be found.
void search(reading& r, const operand& column, const std::vector<operand>& wanted, const comparison_operator& op);

/// The same without asking whether others are compared as well.
void search_alone(reading& r, const operand& column, const std::vector<operand>& wanted, const comparison_operator& op);

/// Rewrites what search() put off since `before`, for an AND ends here: attributes that are all compared are found by
/// their compound index, each other by itself. Refuses (unsearchable) one that has no index of its own.
void search_postponed_since(reading& r, const reading::mark& before);

/// The comparisons since `before` are not conditions of a WHERE, but values that something is made of: each by itself.
void search_alone_since(reading& r, const reading::mark& before);

/// Whether the index column can stand in place of the protected one.
[[nodiscard]] bool goes_by_companion(const reading& r, const operand& column) noexcept;
/// Puts it there.
void go_by_companion(reading& r, const operand& column);

}  // namespace cellseal
