#include "plugin/statements/set_operation.h"

#include <algorithm>

#include "plugin/statements/row_keys.h"

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

bool of_one_table(const output& left, const output& right) noexcept
{
    return left.from != nullptr && right.from != nullptr && left.from->what->table == right.from->what->table;
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
    keyed_ = keyed_ && beside_keys(arm);
    for (std::size_t i = 0; i < all_.columns.size(); ++i) merge_column(i, arm.columns[i]);
}

/// In both arms the columns of the key stand at the same places.
bool set_operation::beside_keys(const output_list& arm) const
{
    row_keys keys(r_);
    const auto rows = [&](std::size_t i) { return row_keys::rows{all_.columns[i].from, arm.columns[i].from}; };
    for (std::size_t i = 0; i < all_.columns.size(); ++i) {
        const relation_column* left = all_.columns[i].column;
        const relation_column* right = arm.columns[i].column;
        if (left == nullptr || right == nullptr || !of_one_table(all_.columns[i], arm.columns[i])) continue;
        if (r_.same_name(left->called, right->called) && guard_of(arm.columns[i]) == nullptr) keys.note(rows(i), left);
    }
    for (std::size_t i = 0; i < all_.columns.size(); ++i) {
        const bool sealed = guard_of(all_.columns[i]) != nullptr || guard_of(arm.columns[i]) != nullptr;
        if (sealed && !keys.whole(rows(i))) return false;
    }
    return true;
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
