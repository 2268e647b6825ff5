#include "plugin/statements/from_clause.h"
#include "plugin/statements/identifier.h"

namespace cellseal {
namespace {

bool at_join(const reading& r) noexcept
{
    switch (r.at.peek().word) {
        case keyword::join_kw:
        case keyword::inner_kw:
        case keyword::cross_kw:
        case keyword::natural_kw:
        case keyword::full_kw:
        case keyword::straight_join_kw: return true;
        case keyword::left_kw:
        case keyword::right_kw: return !r.at.is("(", 1);
        default: return false;
    }
}

bool ends_condition(const reading& r) noexcept
{
    switch (r.at.peek().word) {
        case keyword::where_kw:
        case keyword::group_kw:
        case keyword::having_kw:
        case keyword::order_kw:
        case keyword::limit_kw:
        case keyword::union_kw:
        case keyword::intersect_kw:
        case keyword::except_kw:
        case keyword::window_kw:
        case keyword::for_kw:
        case keyword::fetch_kw:
        case keyword::offset_kw:
        case keyword::returning_kw:
        case keyword::set_kw:
        case keyword::on_kw:
        case keyword::using_kw:
        case keyword::rows_kw:
        case keyword::lock_kw:
        case keyword::into_kw:
        case keyword::minus_kw:
        case keyword::plan_kw: return true;
        default: break;
    }
    return at_join(r) || r.at.at_statement_end() || r.at.is(")") || r.at.is(",");
}

}  // namespace

from_clause::columns from_clause::read_joined()
{
    const std::size_t first = into_.bindings.size();
    columns left = read_factor();
    while (at_join(r_)) read_join(left, first);
    return left;
}

void from_clause::read_join(columns& left, std::size_t first)
{
    const bool natural = r_.at.take(keyword::natural_kw);
    const bool left_join = r_.at.take(keyword::left_kw);
    const bool right_join = !left_join && r_.at.take(keyword::right_kw);
    const bool full_join = !left_join && !right_join && r_.at.take(keyword::full_kw);
    const bool outer = left_join || right_join || full_join;
    r_.at.take(keyword::outer_kw);
    if (!outer && !r_.at.take(keyword::inner_kw)) r_.at.take(keyword::cross_kw);
    if (!r_.at.take(keyword::straight_join_kw)) r_.at.expect(keyword::join_kw);
    const std::size_t middle = into_.bindings.size();
    columns right = read_factor();
    std::size_t index = 0;
    for (binding& each : into_.bindings) {
        const bool missing = index < middle ? right_join || full_join : left_join || full_join;
        each.may_be_missing = each.may_be_missing || (index >= first && missing);
        ++index;
    }
    // MariaDB shows the right table first.
    const bool shares = natural || r_.at.is(keyword::using_kw);
    into_.star_unsure = into_.star_unsure || (right_join && shares && r_.language.which == dialect::mysql);
    if (natural) {
        join_naturally(left, right);
    } else if (r_.at.is(keyword::using_kw)) {
        read_using(left, right);
    } else if (r_.at.take(keyword::on_kw)) {
        pass_condition(first, !outer);
    }
    left.insert(left.end(), right.begin(), right.end());
}

/// Passes over an ON condition; read_conditions() reads it and checks that it ends where this one thought.
void from_clause::pass_condition(std::size_t first, bool filters)
{
    const std::size_t from = r_.at.position();
    while (!ends_condition(r_)) {
        const bool distinct_from = r_.at.is(keyword::distinct_kw) && r_.at.is(keyword::from_kw, 1);
        if (r_.at.is(keyword::from_kw)) break;
        r_.at.go(r_.at.is("(") ? r_.at.peek().partner + 1 : r_.at.position() + (distinct_from ? 2 : 1));
    }
    conditions_.push_back({from, r_.at.position(), first, into_.bindings.size(), filters});
}

void from_clause::read_using(columns& left, columns& right)
{
    r_.at.skip();
    r_.at.expect("(");
    std::vector<name> by;
    do by.push_back(take_name(r_, true));
    while (r_.at.take(","));
    r_.at.expect(")");
    merge(left, right, by);
    if (r_.at.is(keyword::as_kw)) r_.at.not_understood();
}

void from_clause::join_naturally(columns& left, columns& right)
{
    std::vector<name> by;
    for (const columns* side : {&left, &right}) {
        for (const star_column& each : *side) {
            const bool unknown = each.column == nullptr || each.column->called.empty();
            // Which columns are common is not known; with something protected on a side it matters.
            if (unknown) refuse(because::columns_unknown, r_.at.offset(), each.from->called.text);
        }
    }
    for (const star_column& each : left) {
        for (const star_column& other : right) {
            if (r_.same_name(each.column->called, other.column->called)) by.push_back(each.column->called);
        }
    }
    merge(left, right, by);
}

/// Takes the columns that both sides share out of the right side, and puts them where the dialect's `*` has them.
void from_clause::merge(columns& left, columns& right, const std::vector<name>& by)
{
    // Where `*` puts the shared columns differs.
    if (!r_.language.engine_known) refuse(because::engines_disagree, r_.at.offset());
    columns first;
    for (const name& each : by) {
        const auto shared = [&](const star_column& column) {
            return column.column != nullptr && r_.same_name(column.column->called, each);
        };
        for (const columns* side : {&left, &right}) {
            for (const star_column& column : *side) {
                const bool guarded =
                    shared(column) && (column.column->sealed != nullptr || column.column->companion_of != nullptr);
                if (!guarded) continue;
                const attribute* subject =
                    column.column->sealed != nullptr ? column.column->sealed : column.column->companion_of;
                refuse(because::join_by_using, r_.at.offset(), subject->full_name());
            }
        }
        std::erase_if(right, shared);
        if (!r_.language.using_columns_first) continue;
        for (const star_column& column : left) {
            if (shared(column)) first.push_back(column);
        }
        std::erase_if(left, shared);
    }
    left.insert(left.begin(), first.begin(), first.end());
}

}  // namespace cellseal
