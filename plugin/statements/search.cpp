#include "plugin/statements/search.h"

#include <algorithm>

#include "plugin/statements/projected_companion.h"

namespace cellseal {
namespace {

std::string between(const reading& r, std::size_t from, std::size_t to)
{
    return std::string(r.sql.substr(from, to - from));
}

/// HAVING looks at the select list on MySQL, where the index column is not.
bool behind_having(const reading& r, const operand& column) noexcept
{
    const bool mysql = r.language.which == dialect::mysql || !r.language.engine_known;
    return mysql && column.in != nullptr && column.in->reads_having;
}

void refuse_unreachable(const reading& r, const operand& column)
{
    const attribute& subject = *column.sealed;
    const std::size_t offset = r.offset_of(column.first);
    if (subject.found_by == lookup::none) refuse(because::not_searchable, offset, subject.full_name());
    if (subject.found_by == lookup::deterministic) return;
    if (!companion_in_reach(column) || behind_having(r, column))
        refuse(because::companion_out_of_reach, offset, subject.full_name());
}

/// Whether the companion's bare name would mean something else than the column beside the protected one.
bool captured(const reading& r, const scope& in, const operand& column, const name& companion) noexcept
{
    std::size_t index = 0;
    for (const binding& each : in.bindings) {
        const bool visible = index++ < in.unqualified_limit && &each != column.from;
        if (visible && (!each.what->complete || each.what->find(companion, r.language.folding) != nullptr)) return true;
    }
    if (in.outputs == nullptr) return false;
    return std::any_of(in.outputs->columns.begin(), in.outputs->columns.end(),
                       [&](const output& each) { return each.alias && r.same_name(each.called, companion); });
}

/// A table of the same name that is nearer would take the qualifier for its own.
void refuse_nearer_table(const reading& r, const operand& column)
{
    for (const scope* in = column.seen_from; in != nullptr; in = in->outer) {
        for (const binding& each : in->bindings) {
            const bool other = &each != column.from && r.same_name(each.called, column.from->called);
            if (other) refuse(because::duplicate_name, r.offset_of(column.path_first), each.called.text);
        }
        if (in == column.in) return;
    }
}

/// The companion in place of the column's name; with its table where another column would be nearer.
std::string companion_called(reading& r, const operand& column)
{
    if (!column.column->with_companion) return projected_companion(r, column);
    const std::string& spelling = column.sealed->index->companion;
    const std::string called = spelled(spelling, r.language);
    if (column.path_first != column.path_last) return called;
    bool elsewhere = false;
    for (const scope* in = column.seen_from; in != nullptr && !elsewhere; in = in == column.in ? nullptr : in->outer) {
        elsewhere = captured(r, *in, column, schema_name(spelling));
    }
    if (!elsewhere) return called;
    refuse_nearer_table(r, column);
    return spelled_again(column.from->called, r.language) + "." + called;
}

/// The column's own text, with the companion in place of its name.
std::string searched_text(reading& r, const operand& column)
{
    if (column.sealed->found_by != lookup::blind_index) {
        return between(r, r.offset_of(column.first), r.at[column.last].end_offset());
    }
    return between(r, r.offset_of(column.path_first), r.offset_of(column.path_last)) + companion_called(r, column);
}

/// One parameter for each live key, each in the casts of the user's parameter.
std::string all_keys(reading& r, const operand& parameter, bound_form form, std::size_t keys)
{
    const token& name = r.at[r.tokens.parameters[parameter.occurrence]];
    const std::string before = between(r, r.offset_of(parameter.first), name.offset);
    const std::string behind = between(r, name.end_offset(), r.at[parameter.last].end_offset());
    std::string text = before + r.edits.own(parameter.occurrence, form, 0) + behind;
    for (std::size_t slot = 1; slot < keys; ++slot) {
        text += ", " + before + r.edits.further(parameter.occurrence, form, slot) + behind;
    }
    return text;
}

void search_under_many_keys(reading& r, const operand& column, const std::vector<operand>& wanted,
                            const comparison_operator& op, bound_form form, std::size_t keys)
{
    if (op.last == 0) {  // A part of a row.
        refuse(because::not_an_equality, r.offset_of(column.first), column.sealed->full_name());
    }
    std::string text = searched_text(r, column) + (op.negated ? " NOT IN (" : " IN (");
    for (std::size_t i = 0; i < wanted.size(); ++i) text += (i == 0 ? "" : ", ") + all_keys(r, wanted[i], form, keys);
    const std::size_t first = std::min<std::size_t>(column.first, wanted.front().first);
    const std::size_t last = std::max<std::size_t>({column.last, wanted.back().last, op.closing});
    r.edits.replace(first, last, text + ")");
}

}  // namespace

void go_by_companion(reading& r, const operand& column)
{
    if (!companion_in_reach(column) || behind_having(r, column)) {
        refuse(because::companion_out_of_reach, r.offset_of(column.first), column.sealed->full_name());
    }
    r.edits.replace(column.path_last, column.path_last, companion_called(r, column));
}

void search(reading& r, const operand& column, const std::vector<operand>& wanted, const comparison_operator& op)
{
    refuse_unreachable(r, column);
    const attribute& subject = *column.sealed;
    const bool indexed = subject.found_by == lookup::blind_index;
    const bound_form form = indexed ? bound_form::token : bound_form::sealed;
    const std::size_t keys = indexed ? r.live.index_keys : r.live.data_keys;
    comparison made{
        column.in,         column.from,     &subject, {}, !op.negated, r.conjunct && column.in == r.filtered,
        column.path_first, column.path_last, column.column};
    for (const operand& each : wanted) {
        give_role(r, each.occurrence, parameter_role::compare, subject);
        made.occurrences.push_back(each.occurrence);
    }
    r.comparisons.push_back(std::move(made));
    if (keys > 1) return search_under_many_keys(r, column, wanted, op, form, keys);
    for (const operand& each : wanted) r.edits.keep(each.occurrence, form, 0);
    if (indexed) go_by_companion(r, column);
}

}  // namespace cellseal
