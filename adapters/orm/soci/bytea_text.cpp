#include "adapters/orm/soci/bytea_text.h"

#include <cstdint>

namespace cellseal::soci_orm {

namespace {

/// The value of a digit, or -1.
int digit(char character)
{
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

std::optional<std::string> from_hex(std::string_view digits)
{
    if (digits.size() % 2 != 0) return {};
    std::string bytes;
    bytes.reserve(digits.size() / 2);
    for (std::size_t at = 0; at < digits.size(); at += 2) {
        const int high = digit(digits[at]);
        const int low = digit(digits[at + 1]);
        if (high < 0 || low < 0) return {};
        bytes.push_back(static_cast<char>(high * 16 + low));
    }
    return bytes;
}

/// PostgreSQL manual, 8.4.2: `\\` is a backslash, `\ooo` the byte of that octal number, all else stands for itself.
std::optional<std::string> from_escapes(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\') {
            bytes.push_back(text[at]);
        } else if (text.substr(at + 1, 1) == "\\") {
            bytes.push_back('\\');
            at += 1;
        } else {
            int byte = 0;
            if (text.size() - at < 4) return {};
            for (std::size_t i = 1; i <= 3; ++i) {
                const int octal = digit(text[at + i]);
                if (octal < 0 || octal > 7) return {};
                byte = byte * 8 + octal;
            }
            if (byte > 255) return {};
            bytes.push_back(static_cast<char>(byte));
            at += 3;
        }
    }
    return bytes;
}

}  // namespace

std::string to_bytea_text(std::string_view bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text = "\\x";
    text.reserve(2 + bytes.size() * 2);
    for (const char each : bytes) {
        const auto byte = static_cast<std::uint8_t>(each);
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15]);
    }
    return text;
}

std::optional<std::string> from_bytea_text(std::string_view text)
{
    return text.substr(0, 2) == "\\x" ? from_hex(text.substr(2)) : from_escapes(text);
}

}  // namespace cellseal::soci_orm
