#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "plugin/entity/compound_check.h"
#include "plugin/entity/description_check.h"
#include "plugin/entity/entity.h"

namespace cellseal {

namespace member_types {

template <class Part>
concept any_line = requires(Part part)
{
    part.members;
};

template <class Part>
constexpr auto line_in(const Part& part)
{
    if constexpr (any_line<Part>)
        return std::tuple<Part>(part);
    else
        return std::tuple<>();
}

template <class Part>
constexpr void take_option(table_options& options, const Part& part)
{
    if constexpr (table_option<Part>) options.take(part);
}

template <class Part>
constexpr auto compound_in(const Part& part)
{
    if constexpr (compound_part<Part>)
        return std::tuple<Part>(part);
    else
        return std::tuple<>();
}

/// The compound indexes by the positions of their members.
template <class... Members, class... Compounds>
constexpr auto placed_compounds(const std::tuple<Members...>& members, const std::tuple<Compounds...>& lines)
{
    std::array<compound_lookup, sizeof...(Compounds)> placed{};
    std::apply(
        [&](const auto&... line) {
            std::size_t next = 0;
            static_cast<void>(next);
            ((placed[next++] = compound_check::placed(line, members)), ...);
        },
        lines);
    return placed;
}

template <class Class, std::size_t Compounds, class... Members>
constexpr auto describe(const table_options& options, const std::tuple<Members...>& members,
                        const std::array<compound_lookup, Compounds>& compounds)
{
    return entity_description<Class, Compounds, Members...>{options, members, compounds};
}

/// The members of all lines, in one row.
template <class... Lines>
constexpr auto members_of(const std::tuple<Lines...>& lines)
{
    return std::apply([](const auto&... line) { return std::tuple_cat(line.members...); }, lines);
}

}  // namespace member_types

/// Describes a table by its members: key(), column(), sealed(), nested(), ignored(); compound_index() over several of
/// them; and the options known_as() and in_schema(); in any order. `name` is the table as the database spells it.
template <class... Parts>
consteval auto table(column_name name, Parts... parts)
{
    using namespace description_check;
    using lines = decltype(std::tuple_cat(member_types::line_in(parts)...));
    using described = typename common_class<lines>::type;
    constexpr bool one_class = !std::is_same_v<described, unrelated>;
    constexpr bool known_parts =
        ((member_types::any_line<Parts> || member_types::compound_part<Parts> || table_option<Parts>)&&...);
    static_assert(known_parts, "cellseal: a part of table() is no key(), column(), sealed(), nested(), … or option");
    static_assert(one_class, "cellseal: the members of a table() belong to different classes, or there are none");
    constexpr bool all_members = !leaves_members_out<described>(std::type_identity<lines>{});
    static_assert(all_members, "cellseal: a member is left out; describe it, or say cellseal::ignored(&T::member)");
    if (name.empty()) throw misuse{"cellseal: a table without a name"};
    table_options options;
    options.table = name;
    (member_types::take_option(options, parts), ...);
    const auto members = member_types::members_of(std::tuple_cat(member_types::line_in(parts)...));
    constexpr std::size_t count = std::tuple_size_v<std::remove_cvref_t<decltype(members)>>;
    members_of_table(summaries_of(members, std::make_index_sequence<count>{}));
    const auto compounds =
        member_types::placed_compounds(members, std::tuple_cat(member_types::compound_in(parts)...));
    compound_check::indexes_of_table(compounds, compound_check::summaries_of(members));
    return member_types::describe<described>(options, members, compounds);
}

}  // namespace cellseal
