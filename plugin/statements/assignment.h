#pragma once

#include <string>

#include "plugin/statements/reading.h"

namespace cellseal {

/// Checks that `value` may be stored in a column and marks its parameter. Gives the text for the index column that goes
/// with it; empty when there is none or it stays as it is.
///
/// `target` is null for a plain column of which nothing is known. `into` is the row that is written.
[[nodiscard]] std::string assign(reading& r, const binding& into, const relation_column* target, const operand& value);

/// The column that is written to; refuses companions and, in an UPDATE, parts of the key that seals are bound to.
[[nodiscard]] const relation_column* written_column(const reading& r, const binding& into, const name& column);
void refuse_key_change(const reading& r, const binding& into, const relation_column* column, std::size_t token);

/// The attribute's name for the index column as the statement has to spell it.
[[nodiscard]] std::string companion_text(const reading& r, const attribute& subject);

/// One written value that is bound to its row: its key parts have to be found.
struct bound_write {
    const binding* into;
    const attribute* subject;
    std::size_t occurrence;
    std::size_t token;
};

/// SET a = x, (b, c) = (y, z): reads them all, writes the companions' assignments behind them.
void read_assignments(reading& r, const scope& names, const binding* only_target, std::vector<bound_write>& bound);

/// Gives each bound write the key parts that the WHERE compares with parameters; refuses (row_key) if one is missing.
void find_keys_in_where(reading& r, const std::vector<bound_write>& bound);

}  // namespace cellseal
