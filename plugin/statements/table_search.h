#pragma once

#include <vector>

#include "plugin/statements/comparison.h"

namespace cellseal {

/// A comparison where the index column is out of reach (a view, a derived table that groups or joins arms, renamed
/// columns): the sealed value itself is looked for among those that the index finds in the table,
///
///     mail = :e    mail IN (SELECT t.email FROM contact t WHERE t.bidx_email IN (:e))
///
/// for what comes out of a table is stored in it, and no two randomised values are alike. Refuses (unsearchable) where
/// the table's name would mean something else here.
void search_through_table(reading& r, const operand& column, const std::vector<operand>& wanted,
                          const comparison_operator& op);

}  // namespace cellseal
