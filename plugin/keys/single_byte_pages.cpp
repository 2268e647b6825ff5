#include <algorithm>
#include <array>

#include "plugin/keys/code_pages.h"
#include "plugin/keys/single_byte_pages_text.h"

namespace cellseal {

namespace {

constexpr std::size_t half = 128;
constexpr std::size_t hex_digits = 4;
static_assert(sizeof single_byte_pages_text == all_single_byte_pages.size() * half * hex_digits + 1);

/// The upper halves of the pages, bytes 0x80 to 0xFF, by their code points. A byte without a character is taken for the
/// control character of its number, as Windows does.
using half_page = std::array<char16_t, half>;

constexpr char16_t digit_of(char c) { return static_cast<char16_t>(c <= '9' ? c - '0' : c - 'a' + 10); }

constexpr std::array<half_page, all_single_byte_pages.size()> pages = [] {
    std::array<half_page, all_single_byte_pages.size()> read{};
    const char* next = single_byte_pages_text;
    for (half_page& page : read)
        for (char16_t& character : page)
            for (std::size_t i = 0; i < hex_digits; ++i)
                character = static_cast<char16_t>(character << 4 | digit_of(*next++));
    return read;
}();

bool is_ascii_blank(char32_t character) { return character == ' ' || (character >= '\t' && character <= '\r'); }

std::optional<std::uint8_t> byte_of(char32_t character, const half_page& upper)
{
    if (character < 0x80) return static_cast<std::uint8_t>(character);
    if (character > 0xFFFF) return std::nullopt;
    const auto found = std::ranges::find(upper, static_cast<char16_t>(character));
    if (found == upper.end()) return std::nullopt;
    return static_cast<std::uint8_t>(0x80 + (found - upper.begin()));
}

}  // namespace

std::string_view name_of(single_byte_page page) noexcept
{
    switch (page) {
        case single_byte_page::windows_1252: return "Windows-1252";
        case single_byte_page::latin_1: return "Latin-1";
        case single_byte_page::code_page_437: return "code page 437";
        case single_byte_page::code_page_850: return "code page 850";
        case single_byte_page::code_page_866: return "code page 866";
        case single_byte_page::windows_1251: return "Windows-1251";
        case single_byte_page::mac_roman: return "Mac Roman";
    }
    return "";
}

std::optional<wiped_bytes> bytes_taken_for(const wiped_text& text, single_byte_page page)
{
    const half_page& upper = pages[static_cast<std::size_t>(page)];
    wiped_bytes bytes;
    bytes.reserve(text.size());
    for (const char32_t each : text) {
        if (is_ascii_blank(each)) continue;
        const auto byte = byte_of(each, upper);
        if (!byte) return std::nullopt;
        bytes.push_back(*byte);
    }
    return bytes;
}

}  // namespace cellseal
