#include "plugin/statements/statement.h"

namespace cellseal {

void read_returning(reading& r, scope& tables, written& made)
{
    if (!r.at.take(keyword::returning_kw)) return;
    std::size_t end = r.at.position();
    while (!r.at.is(")") && !r.at.at_statement_end()) r.at.go(r.at.is("(") ? r.at.peek().partner + 1 : r.at.position() + 1);
    std::swap(end, made.list_end);
    const std::size_t behind = r.at.position();
    r.at.go(made.list_end);
    made.returned = &r.output_lists.emplace_back();
    made.tables = &tables;
    read_select_list(r, tables, *made.returned, query_use::result, behind);
    made.list_end = behind - 1;
}

}  // namespace cellseal
