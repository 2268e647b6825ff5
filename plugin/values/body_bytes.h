#pragma once

#include <bit>
#include <cstdint>

#include "plugin/values/plain_value.h"

namespace cellseal {

/// Integers of the format are big-endian.
template <typename Unsigned>
constexpr void store_big_endian(std::uint8_t* out, Unsigned value) noexcept
{
    for (std::size_t i = sizeof value; i-- > 0; value = static_cast<Unsigned>(value >> 8))
        out[i] = static_cast<std::uint8_t>(value);
}

template <typename Unsigned>
[[nodiscard]] constexpr Unsigned load_big_endian(const std::uint8_t* in) noexcept
{
    Unsigned value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) value = static_cast<Unsigned>(value << 8 | in[i]);
    return value;
}

/// The only NaN that is stored; every other becomes it.
inline constexpr std::uint64_t the_nan = 0x7FF8000000000000;

[[nodiscard]] constexpr bool is_nan_bits(std::uint64_t bits) noexcept
{
    return (bits & 0x7FFFFFFFFFFFFFFF) > 0x7FF0000000000000;
}

/// Bytes of a stored date-time.
inline constexpr std::size_t date_time_size = 13;

void store_date_time(std::uint8_t* out, const date_time& value) noexcept;
[[nodiscard]] date_time load_date_time(const std::uint8_t* in) noexcept;

}  // namespace cellseal
