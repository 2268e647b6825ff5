#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

namespace cellseal {

/// The beginning of a text in UTF-8, of at most `most` bytes and whole characters: what goes on record has a limit.
[[nodiscard]] inline std::string beginning_of(const std::string& text, std::size_t most)
{
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    std::size_t size = std::min(text.size(), most);
    while (size > 0 && size < text.size() && continues(text[size])) --size;
    return text.substr(0, size);
}

}  // namespace cellseal
