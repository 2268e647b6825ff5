#include "plugin/statements/search.h"

#include "plugin/statements/projected_companion.h"
#include "plugin/statements/searched.h"
#include "plugin/statements/table_search.h"

namespace cellseal {
namespace {

/// HAVING looks at the select list on MySQL, where the index column is not.
bool behind_having(const reading& r, const operand& column) noexcept
{
    const bool mysql = r.language.which == dialect::mysql || !r.language.engine_known;
    return mysql && column.in != nullptr && column.in->reads_having;
}

void refuse_unsearchable(const reading& r, const operand& column)
{
    const attribute& subject = *column.sealed;
    const std::size_t offset = r.offset_of(column.first);
    if (subject.found_by == lookup::none && !subject.compounds.empty())
        refuse(because::found_together_only, offset, subject.full_name());
    if (subject.found_by == lookup::none) refuse(because::not_searchable, offset, subject.full_name());
}

/// Whether the other attributes of an index over this one may be compared in the same WHERE. The index column is in
/// reach only where the table itself is.
bool may_be_found_together(const reading& r, const operand& column, const std::vector<operand>& wanted,
                           const comparison_operator& op) noexcept
{
    const bool equality = !op.negated && op.closing == 0 && wanted.size() == 1;
    const bool filters = r.conjunct && column.in == r.filtered;
    return equality && filters && !column.sealed->compounds.empty() && column.from != nullptr &&
           column.from->what->table != nullptr;
}

}  // namespace

void search_alone(reading& r, const operand& column, const std::vector<operand>& wanted, const comparison_operator& op)
{
    refuse_unsearchable(r, column);
    const bool indexed = column.sealed->found_by == lookup::blind_index;
    if (indexed && !goes_by_companion(r, column)) return search_through_table(r, column, wanted, op);
    const searched by{indexed ? bound_form::token : bound_form::sealed, indexed ? r.live.index_keys : r.live.data_keys};
    if (by.keys > 1) return search_under_many_keys(r, column, wanted, op, by);
    for (const operand& each : wanted) by.keep(r, each.occurrence);
    if (indexed) go_by_companion(r, column);
}

bool goes_by_companion(const reading& r, const operand& column) noexcept
{
    return companion_in_reach(column) && !behind_having(r, column);
}

void go_by_companion(reading& r, const operand& column)
{
    if (!goes_by_companion(r, column)) {
        refuse(because::companion_out_of_reach, r.offset_of(column.first), column.sealed->full_name());
    }
    r.edits.replace(column.path_last, column.path_last, own_companion_called(r, column));
}

void search(reading& r, const operand& column, const std::vector<operand>& wanted, const comparison_operator& op)
{
    const attribute& subject = *column.sealed;
    comparison made{
        column.in,         column.from,      &subject,     {}, !op.negated, r.conjunct && column.in == r.filtered,
        column.path_first, column.path_last, column.column};
    for (const operand& each : wanted) {
        give_role(r, each.occurrence, parameter_role::compare, subject);
        made.occurrences.push_back(each.occurrence);
    }
    r.comparisons.push_back(std::move(made));
    if (may_be_found_together(r, column, wanted, op))
        r.postponed.push_back({r.comparisons.size() - 1, column, wanted.front(), op.last});
    else
        search_alone(r, column, wanted, op);
}

}  // namespace cellseal
