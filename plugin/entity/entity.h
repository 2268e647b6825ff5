#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include "plugin/entity/compound_lookup.h"
#include "plugin/entity/member.h"

namespace cellseal {

struct not_described {};

/// The description of an entity: which table it lies in, which column each member has, what protects it. Specialise it
/// once, beside the class, in the global namespace or in cellseal:
///
///     template<> inline constexpr auto cellseal::entity<contact> = cellseal::table("contact",
///         cellseal::key("id", &contact::id),
///         cellseal::column("full_name", &contact::full_name),
///         cellseal::sealed("email", &contact::email, cellseal::lookup::blind_index));
///
/// It does two things: `register_entity<contact>(builder)` registers the protected columns, and SOCI's type_conversion
/// of the class is generated from it (cellseal/soci.h). It does no cryptography: rows read and written without this
/// class are protected just the same. Contradictions do not compile.
template <class E>
inline constexpr auto entity = not_described{};

template <class E>
concept described_entity =
    std::is_class_v<E> && !std::is_same_v<std::remove_cvref_t<decltype(entity<E>)>, not_described>;

/// The entity's stable name, where it is not the table's: part of the keys, so it outlives the table's name.
struct known_as {
    column_name text;
    constexpr explicit known_as(column_name stable) : text(stable) {}
};

/// The schema of the table, where it is not the connection's own.
struct in_schema {
    column_name text;
    constexpr explicit in_schema(column_name schema) : text(schema) {}
};

struct table_options {
    column_name table;
    column_name stable_name;
    column_name schema;

    constexpr void take(const known_as& option) { stable_name = option.text; }
    constexpr void take(const in_schema& option) { schema = option.text; }
};

template <class T>
concept table_option = requires(table_options all, T one)
{
    all.take(one);
};

/// What table() makes. C is the class whose members are described.
template <class C, std::size_t Compounds, class... Members>
struct entity_description {
    using entity_type = C;
    static constexpr std::size_t size = sizeof...(Members);
    table_options table;
    std::tuple<Members...> members;
    std::array<compound_lookup, Compounds> compounds;

    /// The name in messages and keys.
    [[nodiscard]] constexpr std::string_view name() const noexcept
    {
        return table.stable_name.empty() ? table.table : table.stable_name;
    }
};

}  // namespace cellseal
