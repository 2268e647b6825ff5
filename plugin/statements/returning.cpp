#include "plugin/statements/statement.h"

namespace cellseal {

namespace {

/// The scope with its first table alone: the one that was written to.
scope& only_target(reading& r, const scope& tables)
{
    scope& target = r.new_scope(tables.outer);
    target.bindings.push_back(tables.bindings.front());
    for (const star_column& each : tables.star) {
        if (each.from == &tables.bindings.front()) target.star.push_back({&target.bindings.front(), each.column});
    }
    return target;
}

}  // namespace

void read_returning(reading& r, scope& tables, written& made)
{
    if (!r.at.take(keyword::returning_kw)) return;
    std::size_t end = r.at.position();
    while (!r.at.is(")") && !r.at.at_statement_end())
        r.at.go(r.at.is("(") ? r.at.peek().partner + 1 : r.at.position() + 1);
    std::swap(end, made.list_end);
    const std::size_t behind = r.at.position();
    r.at.go(made.list_end);
    made.returned = &r.output_lists.emplace_back();
    made.tables = r.language.returning_sees_joined ? &tables : &only_target(r, tables);
    read_select_list(r, *made.tables, *made.returned, query_use::result, behind);
    made.list_end = behind - 1;
}

}  // namespace cellseal
