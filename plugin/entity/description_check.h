#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "plugin/entity/aggregate_arity.h"
#include "plugin/entity/member.h"

/// Contradictions that the compiler finds between the members of one description.
namespace cellseal::description_check {

struct unrelated {};

template <class One, class Other>
using derived_of = std::conditional_t<std::is_base_of_v<One, Other>, Other,
                                      std::conditional_t<std::is_base_of_v<Other, One>, One, unrelated>>;

/// The class that all lines are about: where some name a member of a base, the derived one.
template <class Lines>
struct common_class;
template <>
struct common_class<std::tuple<>> {
    using type = unrelated;
};
template <class Line>
struct common_class<std::tuple<Line>> {
    using type = typename Line::entity_type;
};
template <class Line, class... Rest>
struct common_class<std::tuple<Line, Rest...>> {
    using type = derived_of<typename Line::entity_type, typename common_class<std::tuple<Rest...>>::type>;
};

/// What is checked of one member beside the others.
struct member_summary {
    column_name column;
    bool is_key = false;
    bool is_bound_to_row = false;
    bool is_described_before = false;
};

template <class One, class Other>
constexpr bool same_member(const One& one, const Other& other)
{
    if constexpr (std::is_same_v<decltype(one.access), decltype(other.access)>)
        return one.access == other.access;
    else
        return false;
}

template <std::size_t Index, class Members, std::size_t... Before>
constexpr member_summary summary_of(const Members& members, std::index_sequence<Before...>)
{
    const auto& member = std::get<Index>(members);
    return {member.column, member.role == member_role::key, member.options.bound_to_row,
            (same_member(std::get<Before>(members), member) || ...)};
}

template <class Members, std::size_t... Index>
constexpr std::array<member_summary, sizeof...(Index)> summaries_of(const Members& members,
                                                                    std::index_sequence<Index...>)
{
    return {summary_of<Index>(members, std::make_index_sequence<Index>{})...};
}

template <std::size_t Count>
constexpr void members_of_table(const std::array<member_summary, Count>& members)
{
    bool keyed = false;
    bool bound = false;
    for (std::size_t i = 0; i != Count; ++i) {
        for (std::size_t before = 0; before != i; ++before) {
            if (same_ignoring_case(members[before].column, members[i].column))
                throw misuse{"cellseal: two members have one column; describe every column once"};
        }
        if (members[i].is_described_before) throw misuse{"cellseal: a member is described twice"};
        keyed = keyed || members[i].is_key;
        bound = bound || members[i].is_bound_to_row;
    }
    if (bound && !keyed) throw misuse{"cellseal: row_bound needs a key() in the same table"};
}

/// Whether an aggregate has members that no line is about. Other classes hide how many they have.
template <class Class, class... Lines>
consteval bool leaves_members_out(std::type_identity<std::tuple<Lines...>>)
{
    if constexpr (!std::is_aggregate_v<Class>)
        return false;
    else
        return has_more_members_than<Class, (Lines::weight + ... + 0)>();
}

}  // namespace cellseal::description_check
