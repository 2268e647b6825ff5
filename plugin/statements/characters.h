#pragma once

#include <cstddef>
#include <string_view>

namespace cellseal {

// ASCII only, whatever the locale: the engines read SQL so.

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_beyond_ascii(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }
constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
constexpr bool starts_word(char c) noexcept { return is_letter(c) || c == '_' || is_beyond_ascii(c); }
constexpr bool continues_word(char c) noexcept { return starts_word(c) || is_digit(c) || c == '$'; }
/// What SOCI's placeholder scanners take for a part of a name.
constexpr bool in_parameter_name(char c) noexcept { return is_letter(c) || is_digit(c) || c == '_'; }
constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool equal_in_any_case(std::string_view a, std::string_view b) noexcept
{
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

}  // namespace cellseal
