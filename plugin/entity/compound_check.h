#pragma once

#include "plugin/entity/compound_lookup.h"

/// From the members that a compound_index() names to their positions, and the contradictions that the compiler finds.
namespace cellseal::compound_check {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

template <class C, class T, class Member>
constexpr bool is_member(T C::*pointer, const Member& member)
{
    if constexpr (std::is_same_v<decltype(member.access), direct_access<C, T>>)
        return member.access == direct_access<C, T>{pointer};
    else
        return false;
}

template <class Pointer, class... Members>
constexpr std::size_t position_of(Pointer pointer, const std::tuple<Members...>& members)
{
    std::size_t position = nowhere;
    std::apply(
        [&](const auto&... member) {
            std::size_t at = 0;
            ((is_member(pointer, member) ? void(position = at++) : void(at++)), ...);
        },
        members);
    return position;
}

template <class C, class... Pointers, class... Members>
constexpr compound_lookup placed(const compound_line<C, Pointers...>& line, const std::tuple<Members...>& members)
{
    compound_lookup index;
    index.column = line.column;
    index.options = line.options;
    std::apply([&](const auto&... pointer) { ((index.members[index.count++] = position_of(pointer, members)), ...); },
               line.pointers);
    return index;
}

/// What is checked of one member.
struct part_summary {
    column_name column;
    bool is_sealed = false;
    bool is_text = false;
    bool has_few_values = false;
    bool seals_null = false;
};

template <class Access>
constexpr part_summary summary_of(const described_member<Access>& member)
{
    using type = typename Access::type;
    const bool text = value_type_of<type>() == value_type::text && !member.options.decimal;
    return {member.column, member.role == member_role::sealed, text, has_few_values<type>,
            member.options.nulls == null_policy::seal};
}

template <class... Members>
constexpr std::array<part_summary, sizeof...(Members)> summaries_of(const std::tuple<Members...>& members)
{
    return std::apply(
        [](const auto&... member) { return std::array<part_summary, sizeof...(Members)>{summary_of(member)...}; },
        members);
}

/// One function, so that the compiler's answer is short.
template <std::size_t Count, std::size_t Members>
constexpr void indexes_of_table(const std::array<compound_lookup, Count>& indexes,
                                const std::array<part_summary, Members>& members)
{
    for (std::size_t at = 0; at != Count; ++at) {
        const compound_lookup& index = indexes[at];
        for (std::size_t before = 0; before != at; ++before)
            if (same_ignoring_case(indexes[before].column, index.column))
                throw misuse{"cellseal: two indexes have one column; give each its own"};
        for (const part_summary& each : members)
            if (same_ignoring_case(each.column, index.column))
                throw misuse{"cellseal: the column of a compound_index() is a member's; give it one of its own"};
        bool any_text = false;
        bool many_values = false;
        for (std::size_t i = 0; i != index.count; ++i) {
            if (index.members[i] == nowhere)
                throw misuse{"cellseal: compound_index() names a member that is not described"};
            const part_summary& part = members[index.members[i]];
            if (!part.is_sealed)
                throw misuse{"cellseal: compound_index() is for sealed() members; index the others plainly"};
            if (part.seals_null)
                throw misuse{"cellseal: null_policy::seal is of no use, as the compound index is NULL in the same rows"};
            for (std::size_t before = 0; before != i; ++before)
                if (index.members[before] == index.members[i])
                    throw misuse{"cellseal: compound_index() names a member twice"};
            any_text = any_text || part.is_text;
            many_values = many_values || !part.has_few_values;
        }
        if (index.options.folded != normal_form::as_is && !any_text)
            throw misuse{"cellseal: a normal_form is for text only"};
        if (!many_values && !index.options.low_entropy)
            throw misuse{
                "cellseal: so few values that a look-up shows them; add low_entropy_allowed, or take no look-up"};
    }
}

}  // namespace cellseal::compound_check
