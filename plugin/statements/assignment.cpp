#include "plugin/statements/assignment.h"

#include <algorithm>

#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/resolve.h"

namespace cellseal {
namespace {

/// The value's own text with the index column in place of the protected one: excluded.email, VALUES(email).
std::string companion_of_value(const reading& r, const operand& value)
{
    if (value.column == nullptr || !value.column->with_companion || value.from == nullptr) {
        refuse(because::companion_out_of_reach, r.offset_of(value.first), value.sealed->full_name());
    }
    const token& column = r.at[value.path_last];
    const std::size_t from = r.offset_of(value.first);
    return std::string(r.sql.substr(from, column.offset - from)) + companion_text(r, *value.sealed) +
           std::string(r.sql.substr(column.end_offset(), r.at[value.last].end_offset() - column.end_offset()));
}

std::string assign_column(const reading& r, const binding& into, const attribute& target, const operand& value)
{
    if (value.sealed != &target)
        refuse(because::copied, r.offset_of(value.first),
               value.subject() != nullptr ? value.subject()->full_name() : target.full_name());
    if (!target.index) return {};
    // email = email: the last of several assignments wins, so the index column has to take the same turns.
    const bool through_view = value.from == &into && value.column != nullptr && !value.column->with_companion;
    return through_view ? std::string() : companion_of_value(r, value);
}

std::string assign_sealed(reading& r, const binding& into, const relation_column& column, const operand& value)
{
    const attribute& target = *column.sealed;
    const std::size_t offset = r.offset_of(value.first);
    const bool sealed_null = target.nulls == null_policy::seal;
    switch (value.kind) {
        case operand_kind::parameter: break;
        case operand_kind::null:
            if (sealed_null) refuse(because::null_of_sealed_null, offset, target.full_name());
            return target.index ? "NULL" : "";
        case operand_kind::default_value:
            if (sealed_null) refuse(because::default_of_sealed_null, offset, target.full_name());
            return target.index ? "DEFAULT" : "";
        case operand_kind::literal: refuse(because::literal_written, offset, target.full_name());
        case operand_kind::cast_parameter: refuse(because::cast_with_length, offset, target.full_name());
        case operand_kind::column:
            if (value.is_protected()) return assign_column(r, into, target, value);
            refuse(because::copied_from_elsewhere, offset, target.full_name());
        default: refuse(because::expression_written, offset, target.full_name());
    }
    if (target.index && !column.with_companion) refuse(because::companion_of_view, offset, target.full_name());
    give_role(r, value.occurrence, parameter_role::write, target);
    r.edits.keep(value.occurrence, bound_form::sealed);
    return target.index ? r.edits.further(value.occurrence, bound_form::token) : std::string();
}

}  // namespace

std::string companion_text(const reading& r, const attribute& subject)
{
    return spelled(subject.index->companion, r.language);
}

const relation_column* written_column(const reading& r, const binding& into, const name& column)
{
    const relation_column* found = into.what->find(column, r.language.folding);
    if (found != nullptr && found->companion_of != nullptr) {
        refuse(because::companion_named, r.offset_of(column.at), found->companion_of->full_name());
    }
    if (found == nullptr && into.what->guarded && into.what->complete) {
        refuse(because::unknown_column, r.offset_of(column.at), into.called.text);
    }
    return found;
}

void refuse_key_change(const reading& r, const binding& into, const relation_column* column, std::size_t token)
{
    const protected_table* table = into.what->table;
    if (table == nullptr || column == nullptr) return;
    const bool key = std::any_of(table->key_columns.begin(), table->key_columns.end(), [&](const std::string& each) {
        return r.same_name(schema_name(each), column->called);
    });
    if (!key) return;
    for (const attribute* each : table->attributes) {
        if (each->bound_to_row) refuse(because::key_changed, r.offset_of(token), each->full_name());
    }
}

std::string assign(reading& r, const binding& into, const relation_column* target, const operand& value)
{
    if (target == nullptr || target->sealed == nullptr) {
        require_plain(r, value, because::copied);
        return {};
    }
    if (!target->sealed->compounds.empty() && into.what->table == nullptr)
        refuse(because::companion_of_view, r.offset_of(value.first), target->sealed->full_name());
    return assign_sealed(r, into, *target, value);
}

void find_keys_in_where(reading& r, const std::vector<bound_write>& bound)
{
    for (const bound_write& each : bound) {
        const protected_table* table = each.into->what->table;
        std::vector<std::size_t> key;
        for (const std::string& part : table != nullptr ? table->key_columns : std::vector<std::string>{}) {
            const auto found =
                std::find_if(r.key_equalities.begin(), r.key_equalities.end(), [&](const key_equality& equality) {
                    return equality.conjunct && equality.from == each.into &&
                           r.same_name(equality.column->called, schema_name(part));
                });
            if (found == r.key_equalities.end()) break;
            key.push_back(found->occurrence);
        }
        const bool whole = table != nullptr && !table->key_columns.empty() && key.size() == table->key_columns.size();
        if (!whole) refuse(because::key_missing, r.offset_of(each.token), each.subject->full_name());
        r.uses[each.occurrence].row_key = std::move(key);
    }
}

}  // namespace cellseal
