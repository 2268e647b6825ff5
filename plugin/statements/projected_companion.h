#pragma once

#include <string>
#include <vector>

#include "plugin/statements/operand.h"
#include "plugin/statements/query.h"

namespace cellseal {

/// What one more column in this query would not disturb; null otherwise.
[[nodiscard]] projection* projection_of(reading& r, const query& made, const std::vector<name>& renamed);

/// The derived column's companion where the query gives it under its own name already: the place beside it.
void note_companions(const reading& r, const output_list& outputs, relation& made);

/// Whether the index column of what this column holds is, or can be put, beside it.
[[nodiscard]] bool companion_in_reach(const operand& column) noexcept;

/// The name that the index column has beside the derived column; puts it there first, if it has to.
[[nodiscard]] std::string projected_companion(reading& r, const operand& column);

/// All columns of the relation are taken: none may be put in before or after.
void take_all_columns(const reading& r, const binding& from, std::size_t token);

}  // namespace cellseal
