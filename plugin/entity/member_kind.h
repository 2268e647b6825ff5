#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <ratio>
#include <string>
#include <type_traits>
#include <vector>

#include "plugin/entity/enum_mapping.h"
#include "plugin/entity/write_only.h"

namespace cellseal {

/// What a member of an entity is, once std::optional or write_only is taken off.
enum class member_kind : std::uint8_t {
    unsupported,
    boolean,
    integer,        ///< Every standard integer of 8 to 64 bits.
    floating,       ///< float, double.
    character,      ///< char: a text of one byte.
    text,           ///< std::string
    bytes,          ///< std::vector<std::byte>, std::vector<std::uint8_t>
    named_enum,     ///< An enumeration stored by name.
    numbered_enum,  ///< An enumeration stored by number.
    broken_time,    ///< std::tm: whole seconds, no zone.
    calendar_day,   ///< std::chrono::year_month_day, or a time point counted in days.
    time_point,     ///< A finer time point of the system clock or of local time.
};

namespace member_types {

template <class T>
struct unwrap {
    using type = T;
    static constexpr bool nullable = false;
    static constexpr bool write_only = false;
};
template <class T>
struct unwrap<std::optional<T>> {
    using type = T;
    static constexpr bool nullable = true;
    static constexpr bool write_only = false;
};
template <class T>
struct unwrap<cellseal::write_only<T>> {
    using type = T;
    static constexpr bool nullable = true;
    static constexpr bool write_only = true;
};

template <class T>
concept any_character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

template <class T>
inline constexpr member_kind time_kind = member_kind::unsupported;
template <>
inline constexpr member_kind time_kind<std::tm> = member_kind::broken_time;
template <>
inline constexpr member_kind time_kind<std::chrono::year_month_day> = member_kind::calendar_day;
template <class Duration>
concept counted_ticks =
    std::integral<typename Duration::rep> && std::ratio_greater_equal_v<typename Duration::period, std::nano>;
template <counted_ticks Duration>
inline constexpr member_kind time_kind<std::chrono::sys_time<Duration>> = member_kind::time_point;
template <counted_ticks Duration>
inline constexpr member_kind time_kind<std::chrono::local_time<Duration>> = member_kind::time_point;
template <>
inline constexpr member_kind time_kind<std::chrono::sys_days> = member_kind::calendar_day;
template <>
inline constexpr member_kind time_kind<std::chrono::local_days> = member_kind::calendar_day;

/// The integer under an enumeration; `enum e : char` and `enum e : bool` count as integers of one byte.
template <class T>
struct number {
    using type = T;
};
template <class T>
requires std::is_enum_v<T>
struct number<T> {
    using underlying = std::underlying_type_t<T>;
    using byte = std::conditional_t<std::is_signed_v<underlying>, std::int8_t, std::uint8_t>;
    using type = std::conditional_t<sizeof(underlying) == 1, byte, underlying>;
};

template <class T>
consteval member_kind classify()
{
    if constexpr (std::same_as<T, bool>)
        return member_kind::boolean;
    else if constexpr (std::same_as<T, char>)
        return member_kind::character;
    else if constexpr (any_character<T>)
        return member_kind::unsupported;
    else if constexpr (std::integral<T>)
        return sizeof(T) <= 8 ? member_kind::integer : member_kind::unsupported;
    else if constexpr (std::same_as<T, float> || std::same_as<T, double>)
        return member_kind::floating;
    else if constexpr (std::same_as<T, std::string>)
        return member_kind::text;
    else if constexpr (std::same_as<T, std::vector<std::byte>> || std::same_as<T, std::vector<std::uint8_t>>)
        return member_kind::bytes;
    else if constexpr (mapped_enum<T>)
        return enum_stored_by_number<T> ? member_kind::numbered_enum : member_kind::named_enum;
    else
        return time_kind<T>;
}

}  // namespace member_types

/// The type inside std::optional or write_only, else T itself.
template <class T>
using bare_t = typename member_types::unwrap<T>::type;

template <class T>
inline constexpr member_kind kind_of = member_types::classify<bare_t<T>>();

/// std::optional and write_only can be NULL.
template <class T>
inline constexpr bool is_nullable = member_types::unwrap<T>::nullable;

template <class T>
inline constexpr bool is_write_only = member_types::unwrap<T>::write_only;

template <class T>
concept storable_member = kind_of<T>
!= member_kind::unsupported;

}  // namespace cellseal
