// INSERT … SELECT: what a query may feed to protected columns.
#include <algorithm>

#include "plugin/statements/compound_write.h"
#include "plugin/statements/insert.h"
#include "plugin/statements/query.h"

namespace cellseal {

/// P13: a query may feed a protected column only from that same column, or by a parameter.
void insert_reader::read_query_source(const scope* outer)
{
    const bool enclosed = r_.at.is("(");
    const std::size_t offset = r_.at.offset();
    const query made = read_query(r_, outer, query_use::source);
    if (!into_.what->guarded) {
        for (const output& each : made.outputs->columns) refuse_copy(each);
        return;
    }
    const bool fits = made.outputs->complete && (listed_ ? made.outputs->columns.size() == columns_.size()
                                                         : made.outputs->columns.size() <= columns_.size());
    if (!fits) refuse(because::columns_unknown, offset, into_.called.text);
    std::string companions;
    for (std::size_t i = 0; i < made.outputs->columns.size(); ++i)
        companions += copied_companion(made.outputs->columns[i], columns_[i]);
    for (const compound_definition* each : compounds_) {
        const std::string token = selected_together(*each, *made.outputs);
        companions += token.empty() ? copied_compound(*each, *made.outputs) : token;
    }
    if (companions.empty()) return;
    if (!made.plain_rows || enclosed) refuse(because::copied_from_elsewhere, offset, into_.called.text);
    r_.edits.insert_behind(made.list_end, companions);
}

void insert_reader::refuse_copy(const output& from) const
{
    const attribute* subject = from.sealed != nullptr ? from.sealed : from.companion_of;
    if (subject != nullptr) refuse(because::copied, r_.offset_of(from.first), subject->full_name());
}

/// SELECT :id, :email …: the same value in every row that the query gives.
std::string insert_reader::selected_parameter(const output& from, const relation_column& column)
{
    const attribute& target = *column.sealed;
    const std::size_t offset = r_.offset_of(from.first);
    if (target.bound_to_row) refuse(because::key_missing, offset, target.full_name());
    if (target.index && !column.with_companion) refuse(because::companion_of_view, offset, target.full_name());
    give_role(r_, *from.parameter, parameter_role::write, target);
    r_.edits.keep(*from.parameter, bound_form::sealed);
    return target.index ? ", " + r_.edits.further(*from.parameter, bound_form::token) : std::string();
}

/// The token of values that are all parameters; empty where none is.
std::string insert_reader::selected_together(const compound_definition& index, const output_list& from)
{
    std::vector<std::size_t> occurrences;
    for (const attribute* part : index.parts)
        for (std::size_t i = 0; i < from.columns.size(); ++i)
            if (columns_[i] != nullptr && columns_[i]->sealed == part && from.columns[i].parameter)
                occurrences.push_back(*from.columns[i].parameter);
    if (occurrences.size() != index.parts.size()) return {};
    return ", " + r_.edits.further(occurrences.front(), index, occurrences, 0);
}

std::string insert_reader::copied_companion(const output& from, const relation_column* column)
{
    const attribute* target = column != nullptr ? column->sealed : nullptr;
    if (target == nullptr) {
        refuse_copy(from);
        return {};
    }
    if (from.null_literal && from.sealed == nullptr && target->nulls == null_policy::keep)
        return target->index ? ", NULL" : "";
    if (from.parameter) return selected_parameter(from, *column);
    const std::size_t offset = r_.offset_of(from.first);
    if (from.sealed != target || target->bound_to_row) {
        refuse(from.sealed != nullptr ? because::copied : because::copied_from_elsewhere, offset, target->full_name());
    }
    if (!target->index) return {};
    if (from.from == nullptr || from.column == nullptr || !from.column->with_companion || !column->with_companion) {
        refuse(because::companion_out_of_reach, offset, target->full_name());
    }
    return ", " + spelled_again(from.from->called, r_.language) + "." + companion_text(r_, *target);
}

/// All its values come from one row of the same table.
std::string insert_reader::copied_compound(const compound_definition& index, const output_list& from) const
{
    const binding* source = nullptr;
    for (std::size_t i = 0; i < from.columns.size(); ++i) {
        const attribute* target = columns_[i] != nullptr ? columns_[i]->sealed : nullptr;
        if (target == nullptr || std::find(index.parts.begin(), index.parts.end(), target) == index.parts.end())
            continue;
        const output& each = from.columns[i];
        if (each.null_literal && each.sealed == nullptr) return ", NULL";
        const bool other = source != nullptr && each.from != source;
        if (other || each.from == nullptr || each.from->what->table == nullptr)
            refuse(because::companion_out_of_reach, r_.offset_of(each.first), target->full_name());
        source = each.from;
    }
    return ", " + spelled_again(source->called, r_.language) + "." + companion_text(r_, index);
}

}  // namespace cellseal
