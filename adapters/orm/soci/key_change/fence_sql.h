#pragma once

#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/sealing_marks.h"
#include "adapters/orm/soci/key_change/table_shape.h"

/// The fence of one table (key_change_protocol.md, S5): triggers that refuse a row in which a sealed column or token
/// changes, or is new, and does not begin with one of the marks that are let through. Rows that are left alone, and
/// other columns of theirs, are not looked at.
namespace cellseal::soci_orm::fence_sql {

/// The statements that put the fence up or replace it, for one transaction. `marks` are in the order of the shape's
/// columns; where `plain_passes`, so does whatever is no sealed value: while plain rows are taken in.
enum class plain_values { refused, pass };
[[nodiscard]] std::vector<std::string> put_up(const table_shape& shape, const std::vector<sealing_marks>& marks,
                                              plain_values plain);

/// The same without what only this program needs: for somebody who may make triggers where it may not.
[[nodiscard]] std::vector<std::string> by_hand(const table_shape& shape, const std::vector<sealing_marks>& marks);

/// PostgreSQL: the same as a constraint, which holds for whoever turns triggers off, too. It can stand only where every
/// row is new: it would refuse updates of other columns of an old one.
[[nodiscard]] std::string add_constraint(const table_shape& shape, const std::vector<sealing_marks>& marks);
[[nodiscard]] std::string validate_constraint(const table_shape& shape);
[[nodiscard]] std::string drop_constraint(const table_shape& shape);
/// Gives its definition, where it stands.
[[nodiscard]] std::string constraint_definition(const table_shape& shape);

/// The statements that take it away.
[[nodiscard]] std::vector<std::string> take_away(const table_shape& shape);

/// Counts the triggers of the table's fence that stand.
[[nodiscard]] std::string count_standing(const table_shape& shape);

/// Gives what the table's fence is made of, as the database keeps it: the marks that it lets through are in there.
[[nodiscard]] std::string definition(const table_shape& shape);

/// Lists the other triggers that an update fires, by name.
[[nodiscard]] std::string other_triggers(const table_shape& shape);

}  // namespace cellseal::soci_orm::fence_sql
