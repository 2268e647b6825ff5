#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>
#include <type_traits>

#include "plugin/entity/member_type.h"
#include "plugin/entity/time_exchange.h"

namespace cellseal {

namespace member_types {

/// Time points finer than a second go as text: a data layer's date type (std::tm) has no parts of a second.
template <class T>
inline constexpr bool goes_as_text = true;
template <class Clock, class Duration>
inline constexpr bool goes_as_text<std::chrono::time_point<Clock, Duration>> = calendar::finer_than_seconds<Duration>;
template <>
inline constexpr bool goes_as_text<std::tm> = false;
template <>
inline constexpr bool goes_as_text<std::chrono::year_month_day> = false;

template <class T>
consteval auto exchange_type()
{
    constexpr member_kind kind = kind_of<T>;
    using number = number_t<T>;
    if constexpr (kind == member_kind::boolean)
        return std::int32_t{};
    else if constexpr (kind == member_kind::floating)
        return double{};
    else if constexpr (kind == member_kind::integer || kind == member_kind::numbered_enum) {
        if constexpr (std::is_unsigned_v<number> && sizeof(number) == 8)
            return std::uint64_t{};
        else if constexpr (sizeof(number) == 8 || (std::is_unsigned_v<number> && sizeof(number) == 4))
            return std::int64_t{};
        else
            return std::int32_t{};
    } else if constexpr (goes_as_text<bare_t<T>>)
        return std::string{};
    else
        return date_time{};
}

}  // namespace member_types

/// What goes to and from the data layer for a member: std::int32_t, std::int64_t, std::uint64_t, double, std::string
/// or date_time.
template <storable_member T>
using exchange_t = decltype(member_types::exchange_type<T>());

}  // namespace cellseal
