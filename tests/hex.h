#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/bytes.h"

inline std::vector<std::uint8_t> from_hex(std::string_view text)
{
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(std::string{text.substr(i, 2)}, nullptr, 16)));
    return bytes;
}

inline std::string to_hex_text(cellseal::byte_view bytes)
{
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}
