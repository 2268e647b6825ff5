#pragma once

#include <type_traits>

#include "plugin/entity/member_kind.h"
#include "plugin/values/plain_value.h"

namespace cellseal {

/// The integer under an enumeration, else T itself.
template <class T>
using number_t = typename member_types::number<bare_t<T>>::type;

/// The type of the sealed plaintext.
template <class T>
consteval value_type value_type_of()
{
    switch (kind_of<T>) {
        case member_kind::boolean: return value_type::boolean;
        case member_kind::integer:
        case member_kind::numbered_enum:
            return std::is_unsigned_v<number_t<T>> && sizeof(number_t<T>) == 8 ? value_type::uint64 : value_type::int64;
        case member_kind::floating: return value_type::float64;
        case member_kind::bytes: return value_type::bytes;
        case member_kind::broken_time:
        case member_kind::calendar_day:
        case member_kind::time_point: return value_type::date_time;
        default: return value_type::text;
    }
}

/// Types with so few values that equality tells the value: an index over them needs low_entropy_allowed.
template <class T>
inline constexpr bool has_few_values = kind_of<T> == member_kind::boolean || kind_of<T> == member_kind::character ||
                                       kind_of<T> == member_kind::named_enum ||
                                       kind_of<T> == member_kind::numbered_enum ||
                                       (kind_of<T> == member_kind::integer && sizeof(bare_t<T>) == 1);

}  // namespace cellseal
