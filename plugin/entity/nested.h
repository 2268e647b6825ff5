#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include "plugin/entity/description_check.h"
#include "plugin/entity/entity.h"

namespace cellseal {

namespace member_types {

/// A member of the inner class as a member of the outer one. What belongs to the column gets the prefix too, so that
/// one class can be nested twice; an index domain is shared on purpose and stays as it is.
template <class C, class N, class Access>
constexpr auto as_nested(const column_name& prefix, N C::*outer, const described_member<Access>& inner)
{
    member_options options = inner.options;
    if (!options.name.empty()) options.name = options.name.with_prefix(prefix);
    if (!options.companion_column.empty()) options.companion_column = options.companion_column.with_prefix(prefix);
    options.is_generated = false;
    const auto role = inner.role == member_role::key ? member_role::plain : inner.role;
    return described_member<nested_access<C, N, Access>>{
        inner.column.with_prefix(prefix), role, {outer, inner.access}, options};
}

template <class C, class N, class... Accesses>
constexpr auto nested_line(const column_name& prefix, N C::*outer,
                           const std::tuple<described_member<Accesses>...>& inner)
{
    return std::apply(
        [&](const auto&... each) {
            return description_line<C, 1, described_member<nested_access<C, N, Accesses>>...>{
                {as_nested(prefix, outer, each)...}};
        },
        inner);
}

}  // namespace member_types

/// A member that is a class with columns of its own, `prefix` in front of each: these lines describe it.
template <class C, class N, class... Lines>
consteval auto nested(column_name prefix, N C::*member, Lines... lines)
{
    constexpr bool one_class = (std::is_same_v<typename Lines::entity_type, N> && ...);
    constexpr bool all_members = !description_check::leaves_members_out<N>(std::type_identity<std::tuple<Lines...>>{});
    static_assert(one_class, "cellseal: a line of nested() names a member of another class than the nested one");
    static_assert(all_members,
                  "cellseal: a member of the nested class is left out; describe it, or say cellseal::ignored()");
    return member_types::nested_line(prefix, member, std::tuple_cat(lines.members...));
}

/// The same for a class that is an entity itself: its own description is used. Its key is a plain column here.
template <class C, class N>
consteval auto nested(column_name prefix, N C::*member)
{
    static_assert(described_entity<N>, "cellseal: the nested class is not described; name its columns in nested()");
    static_assert(entity<N>.compounds.size() == 0,
                  "cellseal: a compound_index() cannot be nested; name the columns of the nested class in nested()");
    return member_types::nested_line(prefix, member, entity<N>.members);
}

}  // namespace cellseal
