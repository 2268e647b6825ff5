#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace cellseal {

using byte_view = std::span<const std::uint8_t>;
using byte_span = std::span<std::uint8_t>;

/// The bytes of a text, seen without a copy. Lives as long as `text` does.
[[nodiscard]] inline byte_view bytes_of(std::string_view text) noexcept
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Bytes seen as the characters of a string, without a copy. Lives as long as `bytes` does.
[[nodiscard]] inline std::string_view chars_of(byte_view bytes) noexcept
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace cellseal
