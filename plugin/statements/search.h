#pragma once

#include <vector>

#include "plugin/statements/comparison.h"

namespace cellseal {

/// column = :p, column IN (:p, …) and their negations: gives the parameters their role and rewrites the comparison to
/// the index column or to sealed values, for every live key. Refuses (unsearchable) a column that cannot be found.
void search(reading& r, const operand& column, const std::vector<operand>& wanted, const comparison_operator& op);

/// Puts the index column in place of the protected one.
void go_by_companion(reading& r, const operand& column);

}  // namespace cellseal
