#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/bytes.h"

namespace cellseal {

/// Lower-case hexadecimal digits: how the tables of the keyring hold bytes. For public bytes only; the time it takes
/// depends on them.
[[nodiscard]] std::string hex_of(byte_view bytes);

/// The bytes of lower-case hexadecimal digits; nothing for any other text. One value has one text form.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_hex(std::string_view digits);

}  // namespace cellseal
