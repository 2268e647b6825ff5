#include "plugin/keys/text_encoding.h"

#include <algorithm>
#include <string>

#include "plugin/keys/wiped_text.h"

namespace cellseal {

namespace {

constexpr char32_t byte_order_mark = 0xFEFF;

void add_unit(wiped_bytes& out, char32_t unit, bool big_endian)
{
    const auto high = static_cast<std::uint8_t>(unit >> 8);
    const auto low = static_cast<std::uint8_t>(unit);
    out.push_back(big_endian ? high : low);
    out.push_back(big_endian ? low : high);
}

wiped_bytes to_utf16(const wiped_text& text, bool big_endian)
{
    wiped_bytes out;
    add_unit(out, byte_order_mark, big_endian);
    for (const char32_t each : text) {
        if (each < 0x10000) {
            add_unit(out, each, big_endian);
        } else {
            add_unit(out, 0xD800 + ((each - 0x10000) >> 10), big_endian);
            add_unit(out, 0xDC00 + ((each - 0x10000) & 0x3FF), big_endian);
        }
    }
    return out;
}

}  // namespace

std::optional<text_encoding> text_encoding_named(std::string_view name)
{
    std::string plain;
    for (const char c : name)
        if (c != '-' && c != '_') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (plain == "utf8bom") return text_encoding::utf8_with_mark;
    if (plain == "utf8") return text_encoding::utf8;
    if (plain == "utf16le" || plain == "unicode" || plain == "utf16") return text_encoding::utf16_le;
    if (plain == "utf16be") return text_encoding::utf16_be;
    return std::nullopt;
}

secret_bytes encoded(byte_view utf8, text_encoding encoding, std::pmr::memory_resource& memory)
{
    const wiped_text text = decode_utf8(utf8).value_or(wiped_text{});
    switch (encoding) {
        case text_encoding::utf16_le: return {to_utf16(text, false), memory};
        case text_encoding::utf16_be: return {to_utf16(text, true), memory};
        case text_encoding::utf8: return {utf8, memory};
        case text_encoding::utf8_with_mark: break;
    }
    wiped_text marked(1, byte_order_mark);
    marked.insert(marked.end(), text.begin(), text.end());
    return {encode_utf8(marked), memory};
}

}  // namespace cellseal
