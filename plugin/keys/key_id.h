#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>

#include "plugin/bytes.h"

namespace cellseal {

/// The public name of an attribute key in front of each sealed value: a 128-bit commitment to that key
/// (sealed_value_format.md, section 2).
struct key_id {
    static constexpr std::size_t size = 16;

    std::array<std::uint8_t, size> bytes{};

    auto operator<=>(const key_id&) const = default;
};

/// 32 lower-case hexadecimal digits, as in messages and in the keyring.
[[nodiscard]] std::string to_hex(const key_id& id);

}  // namespace cellseal

template <>
struct std::hash<cellseal::key_id> {
    /// The id is uniformly distributed, so its first bytes serve.
    std::size_t operator()(const cellseal::key_id& id) const noexcept
    {
        std::size_t value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8 | id.bytes[i];
        return value;
    }
};
