#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "plugin/entity/member.h"

namespace cellseal {

/// What compound_index() can be told.
struct compound_options {
    normal_form folded = normal_form::as_is;
    stored_form form = stored_form::text;
    column_name name;
    column_name domain;
    std::optional<std::uint32_t> lossy_token_bytes;
    bool low_entropy = false;

    constexpr void take(normal_form option) { folded = option; }
    constexpr void take(stored_form option) { form = option; }
    constexpr void take(const named& option) { name = option.text; }
    constexpr void take(const index_domain& option) { domain = option.name; }
    constexpr void take(lossy_tokens option) { lossy_token_bytes = option.bytes; }
    constexpr void take(low_entropy_allowed_t) { low_entropy = true; }
};

template <class T>
concept compound_option = requires(compound_options all, T one)
{
    all.take(one);
};

/// A compound index of a description; its members are told by their positions there.
struct compound_lookup {
    static constexpr std::size_t most_members = 8;
    column_name column;
    std::array<std::size_t, most_members> members{};
    std::size_t count = 0;
    compound_options options;
};

/// The same as it is written, before the positions are known.
template <class C, class... Members>
struct compound_line {
    using entity_type = C;
    column_name column;
    std::tuple<Members...> pointers;
    compound_options options;
};

namespace member_types {

template <class Part>
concept compound_part = requires(Part part)
{
    part.pointers;
};

template <class Part>
constexpr auto pointer_in(const Part& part)
{
    if constexpr (std::is_member_object_pointer_v<Part>)
        return std::tuple<Part>(part);
    else
        return std::tuple<>();
}

template <class Pointer>
struct class_of;
template <class C, class T>
struct class_of<T C::*> {
    using type = C;
};

template <class C, class... Members>
constexpr auto compound_of(column_name column, const std::tuple<Members...>& pointers, const compound_options& options)
{
    return compound_line<C, Members...>{column, pointers, options};
}

}  // namespace member_types

/// A blind index over several sealed members: rows are found by all of them together, and a unique constraint on
/// `column` makes their combination unique. `column` holds the index; then the members, in the order that is part of
/// the index, and these options: normal_form (for the members that are text), named, index_domain, lossy_tokens,
/// stored_form, low_entropy_allowed. The members need no look-up of their own.
template <class... Parts>
consteval auto compound_index(column_name column, Parts... parts)
{
    constexpr bool known = ((std::is_member_object_pointer_v<Parts> || compound_option<Parts>)&&...);
    static_assert(known, "cellseal: a part of compound_index() is no member or option of it");
    using pointers = decltype(std::tuple_cat(member_types::pointer_in(parts)...));
    constexpr std::size_t count = std::tuple_size_v<pointers>;
    static_assert(count >= 2, "cellseal: compound_index() takes two members or more; for one, say lookup::blind_index");
    static_assert(count <= compound_lookup::most_members, "cellseal: compound_index() takes eight members at most");
    if (column.empty()) throw misuse{"cellseal: a compound_index() without a column"};
    compound_options options;
    const auto take = [&](const auto& part) {
        if constexpr (compound_option<std::remove_cvref_t<decltype(part)>>) options.take(part);
    };
    (take(parts), ...);
    const auto bytes = options.lossy_token_bytes;
    if (bytes && (*bytes < 2 || *bytes > 8)) throw misuse{"cellseal: lossy_tokens takes 2 to 8 bytes"};
    using first = typename member_types::class_of<std::tuple_element_t<0, pointers>>::type;
    return member_types::compound_of<first>(column, std::tuple_cat(member_types::pointer_in(parts)...), options);
}

}  // namespace cellseal
