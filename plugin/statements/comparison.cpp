#include "plugin/statements/comparison.h"

#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/search.h"
#include "plugin/statements/table_search.h"

namespace cellseal {
namespace {

[[noreturn]] void refuse_side(const reading& r, const operand& column, const operand& other)
{
    const std::string subject = column.subject()->full_name();
    const std::size_t offset = r.offset_of(other.first);
    const keyword word = r.at[other.first].word;
    if (word == keyword::any_kw || word == keyword::some_kw || word == keyword::all_kw)
        refuse(because::compared_by_any, offset, subject);
    switch (other.kind) {
        case operand_kind::literal:
        case operand_kind::null: refuse(because::literal_compared, offset, subject);
        case operand_kind::cast_parameter: refuse(because::cast_with_length, offset, subject);
        case operand_kind::column: refuse(because::compared_with_column, offset, subject);
        default: refuse(because::compared_with_expression, offset, subject);
    }
}

/// Refuses two columns whose equal values are not stored alike.
void refuse_unlike(const reading& r, const operand& left, const operand& right)
{
    const attribute& a = *left.subject();
    if (left.sealed == nullptr || right.sealed == nullptr) refuse_side(r, left.is_protected() ? left : right, right);
    const attribute& b = *right.sealed;
    if (a.found_by == lookup::none || b.found_by == lookup::none) {
        refuse(because::not_searchable, r.offset_of(left.first),
               a.found_by == lookup::none ? a.full_name() : b.full_name());
    }
    const std::size_t offset = r.offset_of(left.first);
    if (a.found_by == lookup::deterministic) {
        if (&a != &b) refuse(because::compared_with_column, offset, a.full_name());
        if (r.live.data_keys > 1) refuse(because::keys_changing_join, offset, a.full_name());
        return;
    }
    const bool one_domain = b.index && a.index->domain == b.index->domain && a.index->name == b.index->name &&
                            a.index->form == b.index->form && a.index->token_bytes == b.index->token_bytes;
    if (!one_domain) refuse(because::compared_with_column, offset, a.full_name());
    if (a.index->lossy()) refuse(because::lossy_index, offset, a.full_name());
    if (r.live.index_keys > 1) refuse(because::keys_changing_join, offset, a.full_name());
}

/// Equality of two columns of one index domain, or of one deterministic attribute.
void compare_columns(reading& r, const operand& left, const operand& right, const comparison_operator& op)
{
    refuse_unlike(r, left, right);
    if (left.sealed->found_by == lookup::deterministic) return;
    if (!goes_by_companion(r, left) || !goes_by_companion(r, right)) return join_through_table(r, left, right, op);
    go_by_companion(r, left);
    go_by_companion(r, right);
}

void compare_rows(reading& r, const operand& left, const operand& right, const comparison_operator& op)
{
    const bool fits = left.parts.size() == right.parts.size();
    const attribute* subject = left.subject() != nullptr ? left.subject() : right.subject();
    if (!fits) refuse(because::compared_with_expression, r.offset_of(left.first), subject->full_name());
    // Two keys would turn one part into a list.
    const conjunction now(r, r.conjunct && !op.negated);
    for (std::size_t i = 0; i < left.parts.size(); ++i) {
        compare(r, left.parts[i], right.parts[i], {.negated = op.negated});
    }
}

void note_key(reading& r, const operand& column, const operand& parameter)
{
    if (column.kind != operand_kind::column || parameter.kind != operand_kind::parameter || column.from == nullptr)
        return;
    r.key_equalities.push_back(
        {column.from, column.column, parameter.occurrence, r.conjunct && column.in == r.filtered});
}

/// The scope that the table of an output belongs to.
const scope* scope_of(const binding& table, const scope* innermost)
{
    for (const scope* in = innermost; in != nullptr; in = in->outer) {
        for (const binding& each : in->bindings)
            if (&each == &table) return in;
    }
    return nullptr;
}

/// [table.]column and nothing around it.
bool is_bare_name(const reading& r, const output& column)
{
    for (std::size_t i = column.first; i <= column.last; ++i) {
        const token& each = r.at[i];
        const bool named = each.kind == token_kind::word || each.kind == token_kind::quoted;
        if (!named && each.symbol != mark(".")) return false;
    }
    return true;
}

/// (a, b) IN ((:a, :b), …): part by part, for every row looks for the values at the same place.
void compare_rows_with_list(reading& r, const operand& left, const std::vector<operand>& list,
                            const comparison_operator& op)
{
    for (std::size_t i = 0; i < left.parts.size(); ++i) {
        std::vector<operand> wanted;
        for (const operand& each : list) {
            const bool fits = each.kind == operand_kind::row && each.parts.size() == left.parts.size();
            if (!fits) refuse(because::compared_with_expression, r.offset_of(each.first), left.subject()->full_name());
            wanted.push_back(each.parts[i]);
        }
        compare_with_list(r, left.parts[i], wanted, {.negated = op.negated});
    }
}

}  // namespace

void compare_with_query(reading& r, const operand& left, const compared_query& with)
{
    const std::size_t offset = r.offset_of(left.first);
    const std::vector<output>& columns = with.outputs.columns;
    const output* column = columns.size() == 1 && with.outputs.complete ? &columns.front() : nullptr;
    const bool found =
        column != nullptr && column->sealed != nullptr && with.tables != nullptr && column->from != nullptr;
    const scope* home = found ? scope_of(*column->from, with.tables) : nullptr;
    if (home == nullptr || !is_bare_name(r, *column)) refuse(because::in_subselect, offset, left.sealed->full_name());
    operand right;
    right.kind = operand_kind::column;
    right.sealed = column->sealed;
    right.from = column->from;
    right.column = column->column;
    right.in = home;
    right.seen_from = with.tables;
    right.first = right.path_first = column->first;
    right.last = right.path_last = column->last;
    refuse_unlike(r, left, right);
    if (left.sealed->found_by == lookup::deterministic) return;
    go_by_companion(r, right);
    if (goes_by_companion(r, left))
        go_by_companion(r, left);
    else
        query_through_table(r, left, with);
}

void compare(reading& r, const operand& left, const operand& right, const comparison_operator& op)
{
    if (!left.is_protected() && !right.is_protected()) {
        if (op.negated) return;
        note_key(r, left, right);
        return note_key(r, right, left);
    }
    if (left.kind == operand_kind::row && right.kind == operand_kind::row) return compare_rows(r, left, right, op);
    if (left.is_protected() && right.is_protected()) {
        if (left.kind == operand_kind::column && right.kind == operand_kind::column)
            return compare_columns(r, left, right, op);
        refuse(because::compared_with_column, r.offset_of(left.first), left.subject()->full_name());
    }
    const operand& column = left.is_protected() ? left : right;
    const operand& other = left.is_protected() ? right : left;
    if (column.kind != operand_kind::column || column.sealed == nullptr) refuse_side(r, column, other);
    if (other.kind == operand_kind::column && column.sealed->found_by == lookup::none) {
        refuse(because::compared_with_column, r.offset_of(column.first), column.sealed->full_name());
    }
    if (other.kind != operand_kind::parameter) refuse_side(r, column, other);
    search(r, column, {other}, op);
}

void compare_with_list(reading& r, const operand& left, const std::vector<operand>& list, const comparison_operator& op)
{
    if (!left.is_protected()) {
        for (const operand& each : list) require_plain(r, each, because::not_an_equality);
        return;
    }
    const attribute* subject = left.subject();
    if (left.kind == operand_kind::row) return compare_rows_with_list(r, left, list, op);
    if (left.kind != operand_kind::column || left.sealed == nullptr || list.empty()) {
        refuse(because::not_an_equality, r.offset_of(left.first), subject->full_name());
    }
    for (const operand& each : list) {
        if (each.kind == operand_kind::null) {
            refuse(because::compared_with_literal_list, r.offset_of(each.first), subject->full_name());
        }
        if (each.kind != operand_kind::parameter) refuse_side(r, left, each);
    }
    search(r, left, list, op);
}

void test_for_null(const operand& left, std::size_t offset)
{
    if (!left.is_protected()) return;
    const attribute* subject = left.subject();
    if (left.kind != operand_kind::column) refuse(because::not_an_equality, offset, subject->full_name());
    if (left.sealed != nullptr && left.sealed->nulls == null_policy::seal) {
        refuse(because::null_is_sealed, offset, subject->full_name());
    }
}

}  // namespace cellseal
