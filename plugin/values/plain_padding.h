#pragma once

#include <cstddef>
#include <optional>

#include "plugin/attributes/policy.h"
#include "plugin/bytes.h"

/// Padding inside the seal: ISO/IEC 7816-4, to the lengths of sealed_value_format.md, section 4.
namespace cellseal::plain_padding {

/// Bytes of type, body and padding together; nothing when the body is too long for fixed padding.
[[nodiscard]] std::optional<std::size_t> size_with(padding how, std::size_t body_size) noexcept;

/// Fills `plain` from `used` on with `80 00…`; nothing when there is no room, as without padding.
void fill(byte_span plain, std::size_t used) noexcept;

/// What stands before the padding, at least the type byte; nothing when the padding is broken.
[[nodiscard]] std::optional<byte_view> strip(byte_view plain) noexcept;

/// The most bytes of type, body and padding that a body of at most `limit` bytes can have, whatever the padding.
[[nodiscard]] std::size_t largest_size(std::size_t limit) noexcept;

}  // namespace cellseal::plain_padding
