#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "plugin/attributes/attribute.h"
#include "plugin/bytes.h"
#include "plugin/error/errc.h"
#include "plugin/keys/key_id.h"

/// How a sealed value is laid out (sealed_value_format.md, section 1), and what can be told of one without a key.
namespace cellseal::sealed_value {

inline constexpr std::size_t suite_offset = 3;
inline constexpr std::size_t flags_offset = 4;
inline constexpr std::size_t key_id_offset = 5;
inline constexpr std::size_t header_size = 21;  ///< Magic, version, suite, flags, key id: in front of the nonce.
inline constexpr std::size_t nonce_size = 24;
inline constexpr std::size_t tag_size = 16;
inline constexpr std::size_t smallest = header_size + nonce_size + 1 + tag_size;

inline constexpr std::uint8_t flag_row = 1;
inline constexpr std::uint8_t flag_padded = 2;

/// Characters of the text form that are exactly the header: `substr(col, 1, 28)`.
inline constexpr std::size_t header_characters = 28;

/// What stands in front of a sealed value.
struct header {
    int version = 1;
    suite sealed_with = suite::xchacha20_poly1305;
    bool row_bound = false;
    bool padded = false;
    key_id key;
};

/// A sealed value as far as it can be read without a key.
struct description {
    header front;
    std::array<std::uint8_t, nonce_size> nonce{};
    std::size_t stored_size = 0;      ///< Characters or bytes in the column.
    std::size_t ciphertext_size = 0;  ///< Bytes of type, body and padding.
    stored_form form = stored_form::text;
};

/// The sealed bytes of a stored value, or the first check that it fails: `value` is empty exactly then.
template <typename Value>
struct checked {
    std::optional<Value> value;
    errc problem = errc::not_sealed;
};

/// Whether it begins like a sealed value of any version. Nothing that does is ever taken for plaintext.
[[nodiscard]] bool has_magic(std::string_view stored, stored_form form) noexcept;

/// Step 1 of section 5 but for the decoding: not_sealed, unknown_version, too_large. `largest` is in bytes.
[[nodiscard]] std::optional<errc> check_front(std::string_view stored, stored_form form, std::size_t largest) noexcept;

/// Step 2 of section 5 but for the policies: truncated, unknown_suite, malformed.
[[nodiscard]] checked<header> read_header(byte_view sealed) noexcept;

/// The header alone, from the prefix of a stored value (28 characters or 21 bytes; more is ignored), for coverage
/// figures: the value itself need not be there. Problems as check_front() and read_header().
[[nodiscard]] checked<header> read_prefix(std::string_view prefix, stored_form form) noexcept;

/// A whole stored value, for `value inspect`. The form is told by the first byte: FD begins no text.
/// Throws error with the code of the first check of section 5, steps 1 and 2, that fails.
[[nodiscard]] description inspect(std::string_view stored);

/// Writes the header.
void write_header(std::uint8_t* out, const header& front) noexcept;

}  // namespace cellseal::sealed_value
