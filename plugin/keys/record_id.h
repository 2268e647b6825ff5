#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

#include "plugin/bytes.h"

namespace cellseal {

/// The name of one record of the keyring: 16 random bytes; the head's are all zero (keyring_format.md, section 9).
struct record_id {
    static constexpr std::size_t size = 16;

    std::array<std::uint8_t, size> bytes{};

    auto operator<=>(const record_id&) const = default;
};

/// 32 lower-case hexadecimal digits, as in the table and in messages.
[[nodiscard]] std::string to_hex(const record_id& id);

}  // namespace cellseal
