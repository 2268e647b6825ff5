#include <cstring>

#include "plugin/values/plain_value.h"

namespace cellseal {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;

// Eight bytes at a time, in any order.
std::uint64_t word_at(std::string_view text, std::size_t at) noexcept
{
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
}

std::size_t skip_ascii(std::string_view text, std::size_t at) noexcept
{
    while (at + 8 <= text.size() && (word_at(text, at) & high_bits) == 0) at += 8;
    return at;
}

struct second_byte {
    std::size_t length = 0;  // Of the whole sequence; 0: no such lead byte.
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
};

// RFC 3629, section 4: the second byte's range keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
second_byte after_lead(std::uint8_t lead) noexcept
{
    if (lead >= 0xC2 && lead <= 0xDF) return {2};
    if (lead == 0xE0) return {3, 0xA0, 0xBF};
    if (lead == 0xED) return {3, 0x80, 0x9F};
    if (lead >= 0xE1 && lead <= 0xEF) return {3};
    if (lead == 0xF0) return {4, 0x90, 0xBF};
    if (lead >= 0xF1 && lead <= 0xF3) return {4};
    if (lead == 0xF4) return {4, 0x80, 0x8F};
    return {};
}

// The length of the well-formed sequence at the front of `rest`, or 0.
std::size_t sequence(byte_view rest) noexcept
{
    const second_byte next = after_lead(rest[0]);
    if (next.length == 0 || rest.size() < next.length || rest[1] < next.low || rest[1] > next.high) return 0;
    for (std::size_t i = 2; i < next.length; ++i)
        if ((rest[i] & 0xC0) != 0x80) return 0;
    return next.length;
}

}  // namespace

bool is_ascii(std::string_view text) noexcept
{
    std::uint64_t seen = 0;
    if (text.size() < 8) {
        for (const char c : text) seen |= static_cast<unsigned char>(c);
        return (seen & high_bits) == 0;
    }
    for (std::size_t at = 0; at + 8 <= text.size(); at += 8) seen |= word_at(text, at);
    seen |= word_at(text, text.size() - 8);
    return (seen & high_bits) == 0;
}

bool is_valid_utf8(std::string_view text) noexcept
{
    if (is_ascii(text)) return true;
    const byte_view bytes = bytes_of(text);
    std::size_t at = skip_ascii(text, 0);
    while (at < bytes.size()) {
        if (bytes[at] < 0x80) {
            at = skip_ascii(text, at + 1);
            continue;
        }
        const std::size_t length = sequence(bytes.subspan(at));
        if (length == 0) return false;
        at += length;
    }
    return true;
}

}  // namespace cellseal
