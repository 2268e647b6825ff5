#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

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

template <class One, class Other>
constexpr void two_members(const One& one, const Other& other)
{
    if (same_ignoring_case(one.column, other.column))
        throw misuse{"cellseal: two members have one column; describe every column once"};
    if constexpr (std::is_same_v<decltype(one.access), decltype(other.access)>) {
        if (one.access == other.access) throw misuse{"cellseal: a member is described twice"};
    }
}

constexpr void all_pairs() {}
template <class First, class... Rest>
constexpr void all_pairs(const First& first, const Rest&... rest)
{
    (two_members(first, rest), ...);
    all_pairs(rest...);
}

template <class... Members>
constexpr void members_of_table(const Members&... members)
{
    all_pairs(members...);
    const bool keyed = ((members.role == member_role::key) || ...);
    const bool bound = (members.options.bound_to_row || ...);
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
