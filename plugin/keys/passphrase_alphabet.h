#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "plugin/bytes.h"

namespace cellseal {

/// One character of a generated passphrase as a number from 0 to 2047: 11 bits.
using passphrase_symbol = std::uint16_t;

/// The frozen alphabet of generated passphrases (passphrase_format.md, section 1): 2,048 Han characters of three bytes
/// each in UTF-8, in the order of their code points. It never changes: a printed passphrase must stay readable.
namespace passphrase_alphabet {

inline constexpr std::size_t size = 2048;
inline constexpr std::size_t bytes_per_character = 3;

/// All characters in the order of their symbols, UTF-8.
[[nodiscard]] std::string_view text() noexcept;

/// The UTF-8 bytes of a symbol below 2048.
[[nodiscard]] byte_view utf8_of(passphrase_symbol symbol) noexcept;

/// The symbol of the UTF-8 character that fills `character`; nothing when the alphabet does not hold it.
[[nodiscard]] std::optional<passphrase_symbol> symbol_of(byte_view character) noexcept;

}  // namespace passphrase_alphabet
}  // namespace cellseal
