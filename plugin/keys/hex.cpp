#include "plugin/keys/hex.h"

#include "plugin/keys/record_id.h"

namespace cellseal {

namespace {

constexpr std::string_view digit = "0123456789abcdef";

}  // namespace

std::string hex_of(byte_view bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digit[byte >> 4];
        text += digit[byte & 15];
    }
    return text;
}

std::optional<std::vector<std::uint8_t>> from_hex(std::string_view digits)
{
    if (digits.size() % 2 != 0) return std::nullopt;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(digits.size() / 2);
    for (std::size_t at = 0; at < digits.size(); at += 2) {
        const std::size_t high = digit.find(digits[at]);
        const std::size_t low = digit.find(digits[at + 1]);
        if (high == digit.npos || low == digit.npos) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

std::string to_hex(const record_id& id) { return hex_of(id.bytes); }

}  // namespace cellseal
