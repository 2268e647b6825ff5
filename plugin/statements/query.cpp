#include "plugin/statements/query.h"

#include <utility>

#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/nesting.h"
#include "plugin/statements/set_operation.h"
#include "plugin/statements/statement.h"

namespace cellseal {
namespace {

/// TABLE name: SELECT * FROM name.
bool at_whole_table(const reading& r, std::size_t ahead) noexcept
{
    const bool known = r.language.which == dialect::postgres || r.language.which == dialect::mysql;
    const bool named = r.at.is(token_kind::word, ahead + 1) || r.at.is(token_kind::quoted, ahead + 1);
    return known && r.at.is(keyword::table_kw, ahead) && named;
}

void read_arm(reading& r, const scope* outer, query_use use, query& made)
{
    if (r.at.is("(")) {
        const std::size_t close = r.at.peek().partner;
        r.at.skip();
        made = read_query(r, outer, use);
        if (r.at.position() != close) r.at.not_understood();
        r.at.skip();
        made.limited = true;  // Its own ORDER BY and LIMIT are behind us: nothing may be added.
        made.plain_rows = false;
    } else if (r.at.is(keyword::values_kw)) {
        read_values_query(r, outer, made);
    } else if (at_whole_table(r, 0)) {
        read_whole_table(r, outer, made);
    } else {
        read_select(r, outer, use, made);
    }
}

/// UNION … and the like, up to the ORDER BY of them all.
void read_further_arms(reading& r, const scope* outer, query_use use, query& made, common_table* recursive)
{
    // The first arm of a recursive query says what the later ones see.
    if (recursive != nullptr) recursive->what = &derive(r, *made.outputs, recursive->columns, r.at.offset());
    set_operation arms(r, *made.outputs);
    while (at_set_operator(r)) {
        arms.take_operator();
        query arm;
        read_arm(r, outer, use, arm);
        arms.merge(*arm.outputs);
    }
    arms.finish();
    made.plain_rows = false;
    made.tables = nullptr;
}

}  // namespace

bool at_query(const reading& r) noexcept
{
    std::size_t ahead = 0;
    while (r.at.is("(", ahead)) ++ahead;
    return at_whole_table(r, ahead) || r.at.is(keyword::select_kw, ahead) || (r.at.is(keyword::with_kw, ahead)) ||
           (r.at.is(keyword::values_kw, ahead) && r.at.is("(", ahead + 1) && r.language.which != dialect::mysql);
}

query read_query(reading& r, const scope* outer, query_use use)
{
    const nesting level(r);
    const conjunction off(r, false);
    common_table* const mine = std::exchange(r.recursive, nullptr);
    const with_clause with(r, outer);
    query made;
    read_arm(r, outer, use, made);
    if (at_set_operator(r)) read_further_arms(r, outer, use, made, mine);
    scope& tail = made.tables != nullptr ? *made.tables : r.new_scope(outer);
    tail.outputs = made.outputs;
    tail.aliases_win = true;
    tail.sorts_by_outputs = made.tables == nullptr;
    read_query_tail(r, tail, made);
    return made;
}

operand read_subselect(reading& r, const scope* outer, query_use use)
{
    const std::size_t first = r.at.position();
    const query made = read_query(r, outer, use);
    operand what;
    what.first = what.path_first = static_cast<std::uint32_t>(first);
    what.last = what.path_last = static_cast<std::uint32_t>(r.at.position() - 1);
    if (use == query_use::exists) return what;
    for (const output& each : made.outputs->columns) {
        const attribute* subject = each.sealed != nullptr ? each.sealed : each.companion_of;
        if (subject == nullptr) continue;
        if (use == query_use::compared || made.outputs->columns.size() != 1) {
            refuse(because::in_subselect, r.offset_of(each.first), subject->full_name());
        }
        if (each.companion_of != nullptr)
            refuse(because::companion_named, r.offset_of(each.first), subject->full_name());
        if (subject->bound_to_row) refuse(because::key_not_in_result, r.offset_of(each.first), subject->full_name());
        what.kind = operand_kind::column;
        what.sealed = subject;
        what.called = each.called;
    }
    return what;
}

}  // namespace cellseal
