#include "plugin/statements/query.h"

#include <utility>

#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/statement.h"

namespace cellseal {
namespace {

bool at_set_operator(const reading& r) noexcept
{
    return r.at.is(keyword::union_kw) || r.at.is(keyword::intersect_kw) || r.at.is(keyword::except_kw) ||
           r.at.is(keyword::minus_kw);
}

/// Takes UNION [ALL | DISTINCT] and the like; true for UNION ALL, which compares no values.
bool take_set_operator(reading& r)
{
    const bool is_union = r.at.is(keyword::union_kw);
    r.at.skip();
    if (r.at.take(keyword::all_kw)) return is_union;
    r.at.take(keyword::distinct_kw);
    return false;
}

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

std::string subject_of(const output& column)
{
    return column.sealed != nullptr ? column.sealed->full_name() : std::string();
}

/// Column by column, both arms must hold the same attribute or be plain.
void merge_arms(const reading& r, output_list& all, const output_list& arm, bool keeps_all, std::size_t offset)
{
    for (std::size_t i = 0; i < arm.columns.size() && i < all.columns.size(); ++i) {
        if (!arm.columns[i].called.empty()) all.further_names.push_back({arm.columns[i].called, i});
    }
    bool guarded = false;
    for (const output_list* each : {static_cast<const output_list*>(&all), &arm}) {
        for (const output& column : each->columns)
            guarded = guarded || column.sealed != nullptr || column.companion_of != nullptr;
    }
    if (!guarded) {
        all.complete = all.complete && arm.complete;
        return;
    }
    if (!all.complete || !arm.complete) refuse(because::columns_unknown, offset);
    if (all.columns.size() != arm.columns.size()) r.at.not_understood();
    for (std::size_t i = 0; i < all.columns.size(); ++i) {
        output& left = all.columns[i];
        const output& right = arm.columns[i];
        const std::string subject = left.sealed != nullptr ? subject_of(left) : subject_of(right);
        const bool null_side =
            (left.null_literal && left.sealed == nullptr) || (right.null_literal && right.sealed == nullptr);
        const bool alike = left.sealed == right.sealed && left.companion_of == right.companion_of;
        if (!alike && !null_side) refuse(because::copied, offset, subject);
        if (left.sealed == nullptr) left.sealed = right.sealed;
        if (left.companion_of == nullptr) left.companion_of = right.companion_of;
        if (!keeps_all && (left.sealed != nullptr || left.companion_of != nullptr))
            refuse(because::distinct_values, offset, subject);
        left.from = nullptr;
        left.column = nullptr;
    }
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
    bool compound = false;
    while (at_set_operator(r)) {
        const std::size_t offset = r.at.offset();
        // The first arm of a recursive query says what the later ones see.
        if (!compound && mine != nullptr) mine->what = &derive(r, *made.outputs, mine->columns, offset);
        compound = true;
        const bool keeps_all = take_set_operator(r);
        query arm;
        read_arm(r, outer, use, arm);
        merge_arms(r, *made.outputs, *arm.outputs, keeps_all, offset);
    }
    if (compound) {
        // Behind a set operation ORDER BY knows the columns by whatever name they have.
        for (output& each : made.outputs->columns) each.alias = each.alias || !each.called.empty();
        made.plain_rows = false;
        made.tables = nullptr;
    }
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
