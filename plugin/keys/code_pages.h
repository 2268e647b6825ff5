#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "plugin/keys/wiped_text.h"

namespace cellseal {

/// The encodings, other than Unicode's, in which a generated passphrase can be saved and read back: its alphabet lies
/// in all of them. Tables: passphrase_code_pages.txt, checked against Python's codecs by tests/known_answers.
enum class east_asian_page : std::uint8_t { shift_jis, gb18030, korean, big5, euc_jp, iso_2022_jp };

/// Single-byte code pages through which UTF-8 is read by mistake and saved again, in the order of single_byte_pages.txt,
/// which is checked likewise.
enum class single_byte_page : std::uint8_t {
    windows_1252,
    latin_1,
    code_page_437,
    code_page_850,
    code_page_866,
    windows_1251,
    mac_roman,
};

inline constexpr std::array all_east_asian_pages{east_asian_page::shift_jis, east_asian_page::gb18030,
                                                 east_asian_page::korean,    east_asian_page::big5,
                                                 east_asian_page::euc_jp,    east_asian_page::iso_2022_jp};
inline constexpr std::array all_single_byte_pages{single_byte_page::windows_1252,  single_byte_page::latin_1,
                                                  single_byte_page::code_page_437, single_byte_page::code_page_850,
                                                  single_byte_page::code_page_866, single_byte_page::windows_1251,
                                                  single_byte_page::mac_roman};

[[nodiscard]] std::string_view name_of(east_asian_page page) noexcept;
[[nodiscard]] std::string_view name_of(single_byte_page page) noexcept;

/// Stands for a character of a page that the alphabet does not hold.
inline constexpr char32_t foreign_character = 0x110000;

/// ASCII, characters of the alphabet, U+3000 for what the page has in its rows of symbols, foreign_character for the
/// rest. Nothing where the bytes break the page's structure.
[[nodiscard]] std::optional<wiped_text> decode_page(byte_view bytes, east_asian_page page);

/// The bytes that were taken for `text`. ASCII blanks are left out: they may have been put in since. Nothing where the
/// page lacks a character.
[[nodiscard]] std::optional<wiped_bytes> bytes_taken_for(const wiped_text& text, single_byte_page page);

}  // namespace cellseal
