#include <algorithm>
#include <utility>

#include "plugin/keys/code_pages.h"
#include "plugin/keys/passphrase_alphabet.h"
#include "plugin/keys/passphrase_code_pages_text.h"

namespace cellseal {

namespace {

constexpr char32_t ideographic_space = 0x3000;  // stands for whatever is dropped
constexpr std::size_t tables = 4;
constexpr std::size_t hex_digits = 4;
static_assert(sizeof passphrase_code_pages_text == tables * passphrase_alphabet::size * hex_digits + 1);

using code_table = std::array<std::pair<std::uint16_t, passphrase_symbol>, passphrase_alphabet::size>;

constexpr std::uint16_t digit_of(char c) { return static_cast<std::uint16_t>(c <= '9' ? c - '0' : c - 'a' + 10); }

code_table read_table(std::size_t which)
{
    code_table table;
    const char* next = passphrase_code_pages_text + which * passphrase_alphabet::size * hex_digits;
    for (std::size_t symbol = 0; symbol < table.size(); ++symbol) {
        std::uint16_t code = 0;
        for (std::size_t i = 0; i < hex_digits; ++i) code = static_cast<std::uint16_t>(code << 4 | digit_of(*next++));
        table[symbol] = {code, static_cast<passphrase_symbol>(symbol)};
    }
    std::ranges::sort(table);
    return table;
}

// Shift-JIS, GB 18030, Korean, Big5: in the order of the file.
const code_table& table_of(std::size_t which)
{
    static const std::array<code_table, tables> all{read_table(0), read_table(1), read_table(2), read_table(3)};
    return all[which];
}

char32_t code_point_of(passphrase_symbol symbol)
{
    const byte_view utf8 = passphrase_alphabet::utf8_of(symbol);
    return (utf8[0] & 0x0Fu) << 12 | (utf8[1] & 0x3Fu) << 6 | (utf8[2] & 0x3Fu);
}

// Rows of punctuation and symbols come first in all of these character sets.
bool is_symbol_row(std::size_t which, unsigned lead)
{
    switch (which) {
        case 0: return lead == 0x81;
        case 1: return lead >= 0xA1 && lead <= 0xA9;
        default: return lead >= 0xA1 && lead <= 0xA3;
    }
}

char32_t character_of(std::size_t which, unsigned lead, unsigned trail)
{
    const code_table& table = table_of(which);
    const auto code = static_cast<std::uint16_t>(lead << 8 | trail);
    const auto found = std::ranges::lower_bound(table, code, {}, &code_table::value_type::first);
    if (found != table.end() && found->first == code) return code_point_of(found->second);
    return is_symbol_row(which, lead) ? ideographic_space : foreign_character;
}

// JIS X 0208's row and cell, both from 0x21, as Shift-JIS folds them.
char32_t character_of_jis(unsigned row, unsigned cell)
{
    const unsigned pair = (row - 0x21) / 2;
    const unsigned lead = pair < 0x1F ? pair + 0x81 : pair + 0xC1;
    const bool odd = (row - 0x21) % 2 == 0;
    const unsigned trail = odd ? cell + (cell >= 0x60 ? 0x20 : 0x1F) : cell + 0x7E;
    return character_of(0, lead, trail);
}

bool is_half_width(std::size_t which, unsigned byte) { return which == 0 && byte >= 0xA1 && byte <= 0xDF; }

std::optional<wiped_text> decode_double_bytes(byte_view bytes, std::size_t which)
{
    wiped_text text;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const unsigned lead = bytes[at];
        if (lead < 0x80) {
            text.push_back(lead);
        } else if (lead == 0x80 || lead == 0xFF || is_half_width(which, lead)) {
            text.push_back(foreign_character);
        } else {
            if (++at >= bytes.size()) return std::nullopt;
            const unsigned trail = bytes[at];
            const bool four_bytes = which == 1 && trail >= 0x30 && trail <= 0x39;
            if (trail < 0x40 && !four_bytes) return std::nullopt;
            if (four_bytes) at += 2;
            text.push_back(four_bytes ? foreign_character : character_of(which, lead, trail));
        }
    }
    return text;
}

std::optional<wiped_text> decode_euc_jp(byte_view bytes)
{
    wiped_text text;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const unsigned lead = bytes[at];
        if (lead < 0x80) {
            text.push_back(lead);
            continue;
        }
        if (++at >= bytes.size() || lead < 0xA1 || bytes[at] < 0xA1) return std::nullopt;
        text.push_back(character_of_jis(lead & 0x7F, bytes[at] & 0x7F));
    }
    return text;
}

std::optional<wiped_text> decode_iso_2022_jp(byte_view bytes)
{
    constexpr std::uint8_t escape = 0x1B;
    wiped_text text;
    bool two_bytes = false;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bytes[at] >= 0x80) return std::nullopt;
        if (bytes[at] == escape) {
            if (at + 2 >= bytes.size()) return std::nullopt;
            two_bytes = bytes[at + 1] == '$';
            at += 2;
        } else if (two_bytes && bytes[at] >= 0x21) {
            if (++at >= bytes.size() || bytes[at] < 0x21) return std::nullopt;
            text.push_back(character_of_jis(bytes[at - 1], bytes[at]));
        } else {
            text.push_back(bytes[at]);
        }
    }
    return text;
}

}  // namespace

std::string_view name_of(east_asian_page page) noexcept
{
    switch (page) {
        case east_asian_page::shift_jis: return "Shift-JIS (code page 932)";
        case east_asian_page::gb18030: return "GB 18030 (code page 936)";
        case east_asian_page::korean: return "EUC-KR (code page 949)";
        case east_asian_page::big5: return "Big5 (code page 950)";
        case east_asian_page::euc_jp: return "EUC-JP";
        case east_asian_page::iso_2022_jp: return "ISO-2022-JP";
    }
    return "";
}

std::optional<wiped_text> decode_page(byte_view bytes, east_asian_page page)
{
    switch (page) {
        case east_asian_page::shift_jis: return decode_double_bytes(bytes, 0);
        case east_asian_page::gb18030: return decode_double_bytes(bytes, 1);
        case east_asian_page::korean: return decode_double_bytes(bytes, 2);
        case east_asian_page::big5: return decode_double_bytes(bytes, 3);
        case east_asian_page::euc_jp: return decode_euc_jp(bytes);
        case east_asian_page::iso_2022_jp: return decode_iso_2022_jp(bytes);
    }
    return std::nullopt;
}

}  // namespace cellseal
