#include "plugin/keys/wiped_text.h"

#include "plugin/values/plain_value.h"

namespace cellseal {

namespace {

bool is_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }

char32_t number_at(byte_view bytes, std::size_t at, std::size_t size, byte_order order)
{
    char32_t number = 0;
    for (std::size_t i = 0; i < size; ++i)
        number = number << 8 | bytes[order == byte_order::big_endian ? at + i : at + size - 1 - i];
    return number;
}

}  // namespace

std::optional<wiped_text> decode_utf8(byte_view bytes)
{
    if (!is_valid_utf8(chars_of(bytes))) return std::nullopt;
    wiped_text text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::uint8_t lead = bytes[at++];
        const std::size_t more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        char32_t character = more == 0 ? lead : lead & (0x3Fu >> more);
        for (std::size_t i = 0; i < more; ++i) character = character << 6 | (bytes[at++] & 0x3Fu);
        text.push_back(character);
    }
    return text;
}

std::optional<wiped_text> decode_utf16(byte_view bytes, byte_order order)
{
    if (bytes.size() % 2 != 0) return std::nullopt;
    wiped_text text;
    text.reserve(bytes.size() / 2);
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        const char32_t unit = number_at(bytes, at, 2, order);
        if (!is_surrogate(unit)) {
            text.push_back(unit);
            continue;
        }
        if (unit >= 0xDC00 || at + 4 > bytes.size()) return std::nullopt;
        at += 2;
        const char32_t low = number_at(bytes, at, 2, order);
        if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
        text.push_back(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    }
    return text;
}

std::optional<wiped_text> decode_utf32(byte_view bytes, byte_order order)
{
    if (bytes.size() % 4 != 0) return std::nullopt;
    wiped_text text;
    text.reserve(bytes.size() / 4);
    for (std::size_t at = 0; at < bytes.size(); at += 4) {
        const char32_t character = number_at(bytes, at, 4, order);
        if (character > 0x10FFFF || is_surrogate(character)) return std::nullopt;
        text.push_back(character);
    }
    return text;
}

wiped_bytes encode_utf8(const wiped_text& text)
{
    wiped_bytes bytes;
    bytes.reserve(text.size() * 3);
    const auto add = [&](char32_t byte) { bytes.push_back(static_cast<std::uint8_t>(byte)); };
    const auto add_tail = [&](char32_t character, unsigned shift) { add(0x80 | (character >> shift & 0x3F)); };
    for (const char32_t each : text) {
        if (each < 0x80) {
            add(each);
        } else if (each < 0x800) {
            add(0xC0 | each >> 6);
            add_tail(each, 0);
        } else if (each < 0x10000) {
            add(0xE0 | each >> 12);
            add_tail(each, 6);
            add_tail(each, 0);
        } else {
            add(0xF0 | each >> 18);
            add_tail(each, 12);
            add_tail(each, 6);
            add_tail(each, 0);
        }
    }
    return bytes;
}

}  // namespace cellseal
