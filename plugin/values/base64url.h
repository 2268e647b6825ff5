#pragma once

#include <cstddef>
#include <string_view>

#include "plugin/bytes.h"

/// base64url without padding (RFC 4648, section 5), with one text for each sequence of bytes.
///
/// For ciphertext, tokens and other public bytes only: its tables make it fast and leak through the cache, so key
/// material goes through another codec.
namespace cellseal::base64url {

[[nodiscard]] constexpr std::size_t encoded_size(std::size_t bytes) noexcept { return (bytes * 4 + 2) / 3; }
/// Of a text whose length is not 1 mod 4.
[[nodiscard]] constexpr std::size_t decoded_size(std::size_t characters) noexcept { return characters * 3 / 4; }

/// Writes encoded_size(bytes.size()) characters to `out`.
void encode(byte_view bytes, char* out) noexcept;

/// Writes decoded_size(text.size()) bytes to `out`. False for any text that encode() does not write: a foreign
/// character, '=', a blank, bits left over that are not zero, a length of 1 mod 4. `out` may then hold anything.
[[nodiscard]] bool decode(std::string_view text, std::uint8_t* out) noexcept;

/// Whether `c` is of the alphabet.
[[nodiscard]] bool is_character(char c) noexcept;

}  // namespace cellseal::base64url
