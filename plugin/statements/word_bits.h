#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "plugin/statements/characters.h"

namespace cellseal {

/// What words are made of where no quotation may hide one: a `$` parts them, for `$$contact$$` is code in a string.
constexpr bool in_any_word(char c) noexcept { return continues_word(c) && c != '$'; }

#ifdef __SSE2__
/// One bit for each of 16 characters: whether it belongs to a word.
inline std::uint64_t word_bits_of_16(const char* text) noexcept
{
    using block_of_16 = unsigned char __attribute__((vector_size(16)));
    using mask_of_16 = char __attribute__((vector_size(16)));
    block_of_16 block;
    std::memcpy(&block, text, sizeof block);
    // Below its first one a character wraps round to a high number.
    const mask_of_16 letters = (block | 0x20) - static_cast<unsigned char>('a') < 26;
    const mask_of_16 digits = block - static_cast<unsigned char>('0') < 10;
    const mask_of_16 others = (block == static_cast<unsigned char>('_')) | (block >= 0x80);
    return static_cast<std::uint64_t>(static_cast<unsigned>(__builtin_ia32_pmovmskb128(letters | digits | others)));
}
#endif

/// One bit for each of the first 64 characters at most, the first one lowest: whether it belongs to a word.
inline std::uint64_t word_bits(const char* text, std::size_t length) noexcept
{
    const std::size_t count = length < 64 ? length : 64;
    std::uint64_t bits = 0;
    std::size_t i = 0;
#ifdef __SSE2__
    for (; i + 16 <= count; i += 16) bits |= word_bits_of_16(text + i) << i;
#endif
    for (; i < count; ++i) bits |= std::uint64_t{in_any_word(text[i])} << i;
    return bits;
}

}  // namespace cellseal
