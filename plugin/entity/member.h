#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#include "plugin/entity/column_name.h"
#include "plugin/entity/member_check.h"
#include "plugin/entity/member_options.h"
#include "plugin/entity/member_type.h"

namespace cellseal {

enum class member_role : std::uint8_t { key, plain, sealed };

/// A member of the entity itself.
template <class C, class T>
struct direct_access {
    using entity_type = C;
    using type = T;
    T C::*pointer;

    constexpr T& of(C& whole) const noexcept { return whole.*pointer; }
    constexpr const T& of(const C& whole) const noexcept { return whole.*pointer; }
    constexpr bool operator==(const direct_access&) const = default;
};

/// A member of a member.
template <class C, class N, class Inner>
struct nested_access {
    using entity_type = C;
    using type = typename Inner::type;
    N C::*pointer;
    Inner inner;

    constexpr type& of(C& whole) const noexcept { return inner.of(whole.*pointer); }
    constexpr const type& of(const C& whole) const noexcept { return inner.of(whole.*pointer); }
    constexpr bool operator==(const nested_access&) const = default;
};

/// One described column: where its member is, what it is called, what protects it.
template <class Access>
struct described_member {
    using type = typename Access::type;
    column_name column;
    member_role role;
    Access access;
    member_options options;
};

/// What one line of a description contributes. `weight` counts for the check that no member was left out.
template <class C, std::size_t Weight, class... Members>
struct description_line {
    using entity_type = C;
    static constexpr std::size_t weight = Weight;
    std::tuple<Members...> members;
};

namespace member_types {

/// How many initializers a member takes from a braced list: an array takes one for each element.
template <class T>
inline constexpr std::size_t initializers_of = 1;
template <class T, std::size_t Count>
inline constexpr std::size_t initializers_of<T[Count]> = Count* initializers_of<T>;

template <class C, class T>
constexpr auto line(column_name column, member_role role, T C::*member, const member_options& options)
{
    using described = described_member<direct_access<C, T>>;
    if (column.empty()) throw misuse{"cellseal: a column without a name"};
    return description_line<C, 1, described>{std::tuple<described>{{column, role, {member}, options}}};
}

}  // namespace member_types

/// A part of the table's key, in the order of the key. Never sealed. With `generated` the database makes its value.
template <class C, class T, class... Options>
consteval auto key(column_name column, T C::*member, Options...)
{
    constexpr bool storable = storable_member<T>;
    constexpr bool known_option = (std::is_same_v<Options, generated_t> && ...) && sizeof...(Options) <= 1;
    static_assert(storable, "cellseal: a member of this type cannot be stored");
    static_assert(!is_nullable<T>, "cellseal: a key is never NULL, so its member is no std::optional or write_only");
    static_assert(known_option, "cellseal: the one option of key() is generated");
    member_options options;
    options.is_generated = sizeof...(Options) == 1;
    return member_types::line(column, member_role::key, member, options);
}

/// A column that is stored in the open.
template <class C, class T>
consteval auto column(column_name name, T C::*member)
{
    constexpr bool storable = storable_member<T>;
    static_assert(storable, "cellseal: a member of this type cannot be stored (an enum needs an enum_mapping)");
    static_assert(!is_write_only<T>, "cellseal: a write_only member belongs to a sealed() column");
    return member_types::line(name, member_role::plain, member, {});
}

/// A protected column. Options: member_options.h, in any order.
template <class C, class T, class... Options>
consteval auto sealed(column_name column, T C::*member, Options... given)
{
    constexpr bool sealable = storable_member<T>;
    constexpr bool known_options = (member_option<Options> && ...);
    constexpr bool once_each = member_types::all_different<Options...>;
    static_assert(sealable, "cellseal: a member of this type cannot be sealed (an enum needs an enum_mapping)");
    static_assert(known_options, "cellseal: this is no option of sealed()");
    static_assert(once_each, "cellseal: an option of sealed() is given twice");
    member_options options;
    if constexpr (sealable && known_options && once_each) {
        (options.take(given), ...);
        member_check::padding_size(options);
        member_check::look_up<T>(options);
        member_check::blind_index<T>(options);
        member_check::suites(options);
        member_check::reading<T>(options);
        member_check::numbers<T>(options);
    }
    return member_types::line(column, member_role::sealed, member, options);
}

/// A member that no column belongs to.
template <class C, class T>
consteval auto ignored(T C::*)
{
    return description_line<C, member_types::initializers_of<T>>{};
}

}  // namespace cellseal
