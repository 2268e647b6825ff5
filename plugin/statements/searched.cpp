#include "plugin/statements/searched.h"

#include <algorithm>

#include "plugin/statements/projected_companion.h"

namespace cellseal {
namespace {

std::string between(const reading& r, std::size_t from, std::size_t to)
{
    return std::string(r.sql.substr(from, to - from));
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

/// The column's own text, with the companion in place of its name.
std::string searched_text(reading& r, const operand& column, const searched& by)
{
    if (by.form != bound_form::token) {
        return between(r, r.offset_of(column.first), r.at[column.last].end_offset());
    }
    return between(r, r.offset_of(column.path_first), r.offset_of(column.path_last)) +
           (by.compound != nullptr ? companion_called(r, column, by.compound->index().companion)
                                   : own_companion_called(r, column));
}

/// One parameter for each live key, each in the casts of the user's parameter.
std::string all_keys(reading& r, const operand& parameter, const searched& by)
{
    const token& name = r.at[r.tokens.parameters[parameter.occurrence]];
    const std::string before = between(r, r.offset_of(parameter.first), name.offset);
    const std::string behind = between(r, name.end_offset(), r.at[parameter.last].end_offset());
    std::string text = before + by.own(r, parameter.occurrence) + behind;
    for (std::size_t slot = 1; slot < by.keys; ++slot) {
        text += ", " + before + by.further(r, parameter.occurrence, slot) + behind;
    }
    return text;
}

}  // namespace

std::string searched::own(reading& r, std::size_t occurrence) const
{
    return compound != nullptr ? r.edits.own(occurrence, *compound, parts, 0) : r.edits.own(occurrence, form, 0);
}

std::string searched::further(reading& r, std::size_t occurrence, std::size_t slot) const
{
    return compound != nullptr ? r.edits.further(occurrence, *compound, parts, slot)
                               : r.edits.further(occurrence, form, slot);
}

void searched::keep(reading& r, std::size_t occurrence) const
{
    if (compound != nullptr)
        r.edits.keep(occurrence, *compound, parts);
    else
        r.edits.keep(occurrence, form, 0);
}

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

std::string companion_called(reading& r, const operand& column, const std::string& spelling)
{
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

std::string companion_beside(reading& r, const operand& column)
{
    return column.column->with_companion ? spelled(column.sealed->index->companion, r.language)
                                         : projected_companion(r, column);
}

std::string own_companion_called(reading& r, const operand& column)
{
    if (!column.column->with_companion) return projected_companion(r, column);
    return companion_called(r, column, column.sealed->index->companion);
}

std::string all_keys(reading& r, const std::vector<operand>& wanted, const searched& by)
{
    std::string text;
    for (const operand& each : wanted) text += (text.empty() ? "" : ", ") + all_keys(r, each, by);
    return text;
}

void search_under_many_keys(reading& r, const operand& column, const std::vector<operand>& wanted,
                            const comparison_operator& op, const searched& by)
{
    const std::string text = searched_text(r, column, by) + (op.negated ? " NOT IN (" : " IN (");
    replace_comparison(r, column, wanted, op, text + all_keys(r, wanted, by) + ")");
}

void replace_comparison(reading& r, const operand& column, const std::vector<operand>& wanted,
                        const comparison_operator& op, std::string text)
{
    if (op.last == 0) {  // A part of a row.
        refuse(because::not_an_equality, r.offset_of(column.first), column.sealed->full_name());
    }
    const std::size_t first = std::min<std::size_t>(column.first, wanted.front().first);
    const std::size_t last = std::max<std::size_t>({column.last, wanted.back().last, op.closing});
    r.edits.replace(first, last, std::move(text));
}

}  // namespace cellseal
