#pragma once

#include <vector>

#include "plugin/statements/comparison.h"

namespace cellseal {

// Comparisons where the index column is out of reach (a view, a derived table that groups or joins arms, renamed
// columns). What comes out of a table is stored in it, and no two randomised values are alike: so the sealed value
// itself is looked for in the table, beside its index column. Each refuses (unsearchable) where the table's name would
// mean something else.

/// In a condition: mail = :e  →  mail IN (SELECT t.email FROM contact t WHERE t.bidx_email IN (:e))
/// Elsewhere, where unknown is not false: the same over all rows of the table.
void search_through_table(reading& r, const operand& column, const std::vector<operand>& wanted,
                          const comparison_operator& op);

/// v.mail = p.email  →  EXISTS (SELECT 1 FROM contact t WHERE t.email = v.mail AND t.bidx_email = p.bidx_email)
/// Also where both are out of reach. Refuses (unsearchable) anything but an equality in a condition.
void join_through_table(reading& r, const operand& left, const operand& right, const comparison_operator& op);

/// mail IN (query)  →  mail IN (SELECT t.email FROM contact t WHERE t.bidx_email IN (query))
/// Refuses (unsearchable) it negated, or outside of a condition.
void query_through_table(reading& r, const operand& column, const compared_query& with);

}  // namespace cellseal
