#include "plugin/keys/passphrase_alphabet.h"

#include <algorithm>

#include "plugin/keys/passphrase_alphabet_text.h"

namespace cellseal::passphrase_alphabet {

namespace {

constexpr std::string_view all = passphrase_alphabet_text;
static_assert(all.size() == size * bytes_per_character);

constexpr std::string_view character_at(std::size_t symbol)
{
    return all.substr(symbol * bytes_per_character, bytes_per_character);
}

// UTF-8 keeps the order of code points, so that a character is found by halving.
constexpr bool ascends()
{
    for (std::size_t i = 1; i < size; ++i)
        if (!(character_at(i - 1) < character_at(i))) return false;
    return true;
}
static_assert(ascends());

}  // namespace

std::string_view text() noexcept { return all; }

byte_view utf8_of(passphrase_symbol symbol) noexcept { return bytes_of(character_at(symbol)); }

std::optional<passphrase_symbol> symbol_of(byte_view character) noexcept
{
    const std::string_view wanted = chars_of(character);
    std::size_t low = 0;
    for (std::size_t count = size; count > 0;) {
        const std::size_t half = count / 2;
        if (character_at(low + half) < wanted) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    if (low == size || character_at(low) != wanted) return std::nullopt;
    return static_cast<passphrase_symbol>(low);
}

}  // namespace cellseal::passphrase_alphabet
