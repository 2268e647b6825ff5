#include "plugin/statements/set_operation.h"

#include <algorithm>

namespace cellseal {
namespace {

const attribute* guard_of(const output& column) noexcept
{
    return column.sealed != nullptr ? column.sealed : column.companion_of;
}

bool guarded(const output_list& list) noexcept
{
    return std::any_of(list.columns.begin(), list.columns.end(),
                       [](const output& each) { return guard_of(each) != nullptr; });
}

/// Whether the column comes from the same row as `other`, and is this column there.
bool is_key_part(const reading& r, const output& column, const output& other, const std::string& part) noexcept
{
    return column.from == other.from && column.column != nullptr && guard_of(column) == nullptr &&
           r.same_name(column.column->called, schema_name(part));
}

}  // namespace

bool at_set_operator(const reading& r) noexcept
{
    return r.at.is(keyword::union_kw) || r.at.is(keyword::intersect_kw) || r.at.is(keyword::except_kw) ||
           r.at.is(keyword::minus_kw);
}

void set_operation::take_operator()
{
    offset_ = r_.at.offset();
    const bool is_union = r_.at.is(keyword::union_kw);
    r_.at.skip();
    compares_ = !(r_.at.take(keyword::all_kw) && is_union);
    r_.at.take(keyword::distinct_kw);
}

void set_operation::merge(const output_list& arm)
{
    for (std::size_t i = 0; i < arm.columns.size() && i < all_.columns.size(); ++i) {
        if (!arm.columns[i].called.empty()) all_.further_names.push_back({arm.columns[i].called, i});
    }
    if (!guarded(all_) && !guarded(arm)) {
        all_.complete = all_.complete && arm.complete;
        return;
    }
    if (!all_.complete || !arm.complete) refuse(because::columns_unknown, offset_);
    if (all_.columns.size() != arm.columns.size()) r_.at.not_understood();
    for (std::size_t i = 0; i < all_.columns.size(); ++i) keyed_ = keyed_ && beside_key(arm, i);
    for (std::size_t i = 0; i < all_.columns.size(); ++i) merge_column(i, arm.columns[i]);
}

/// In both arms the columns of the key stand at the same places.
bool set_operation::beside_key(const output_list& arm, std::size_t index) const
{
    const output& left = all_.columns[index];
    const output& right = arm.columns[index];
    if (guard_of(left) == nullptr && guard_of(right) == nullptr) return true;
    const protected_table* table = left.from != nullptr && right.from != nullptr ? left.from->what->table : nullptr;
    if (table == nullptr || table->key_columns.empty()) return false;
    return std::all_of(table->key_columns.begin(), table->key_columns.end(), [&](const std::string& part) {
        for (std::size_t i = 0; i < all_.columns.size(); ++i) {
            const bool both =
                is_key_part(r_, all_.columns[i], left, part) && is_key_part(r_, arm.columns[i], right, part);
            if (both) return true;
        }
        return false;
    });
}

void set_operation::merge_column(std::size_t index, const output& right)
{
    output& left = all_.columns[index];
    const attribute* subject = guard_of(left) != nullptr ? guard_of(left) : guard_of(right);
    if (subject == nullptr) return;
    const bool null_side =
        (left.null_literal && left.sealed == nullptr) || (right.null_literal && right.sealed == nullptr);
    const bool alike = left.sealed == right.sealed && left.companion_of == right.companion_of;
    if (!alike && !null_side) refuse(because::arms_differ, offset_, subject->full_name());
    if (compares_ && !keyed_) refuse(because::rows_compared, offset_, subject->full_name());
    if (left.sealed == nullptr) left.sealed = right.sealed;
    if (left.companion_of == nullptr) left.companion_of = right.companion_of;
}

void set_operation::finish()
{
    for (output& each : all_.columns) {
        each.alias = each.alias || !each.called.empty();
        each.parameter.reset();
        each.from = nullptr;
        each.column = nullptr;
    }
}

}  // namespace cellseal
