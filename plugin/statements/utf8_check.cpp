#include "plugin/statements/utf8_check.h"

#include <cstddef>
#include <cstdint>

#include "plugin/statements/refuse.h"

namespace cellseal {
namespace {

/// Bytes of the character that starts at `position`; 0 when it is malformed.
std::size_t length_of_character(std::string_view text, std::size_t position) noexcept
{
    const auto byte = [&](std::size_t i) -> unsigned {
        return position + i < text.size() ? static_cast<unsigned char>(text[position + i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = first == 0xED && byte(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first < 0xF0 || first > 0xF4) return 0;
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool beyond = first == 0xF4 && byte(1) > 0x8F;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
}

}  // namespace

void refuse_invalid_utf8(std::string_view text)
{
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t length = length_of_character(text, position);
        if (length == 0) refuse(because::not_utf8, position);
        position += length;
    }
}

}  // namespace cellseal
