#include "plugin/keys/typed_passphrase.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "plugin/error/error.h"
#include "plugin/values/normal_form.h"
#include "plugin/values/plain_value.h"

namespace cellseal {

namespace {

constexpr std::size_t fewest_characters = 10;
constexpr std::size_t most_characters = 100;

bool is_control(char32_t character) { return character < 0x20 || (character >= 0x7F && character <= 0x9F); }

// Unicode's space separators (Zs), and so what RFC 8265 maps to U+0020.
bool is_space(char32_t character)
{
    return character == ' ' || character == 0xA0 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200A) || character == 0x202F || character == 0x205F ||
           character == 0x3000;
}

struct decoded {
    char32_t character;
    std::size_t size;
};

// `text` is valid UTF-8 and not empty.
decoded first_of(byte_view text)
{
    const std::uint8_t lead = text[0];
    if (lead < 0x80) return {lead, 1};
    const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t character = lead & (0x7Fu >> size);
    for (const std::uint8_t next : text.subspan(1, size - 1)) character = character << 6 | (next & 0x3Fu);
    return {character, size};
}

template <typename Visitor>
void for_each_character(byte_view text, Visitor&& visit)
{
    while (!text.empty()) {
        const decoded next = first_of(text);
        visit(next.character, text.first(next.size));
        text = text.subspan(next.size);
    }
}

void check_utf8(byte_view text)
{
    if (!is_valid_utf8(chars_of(text)))
        throw error(errc::bad_passphrase,
                    "this is no passphrase: its bytes are not UTF-8 text. Copy the key again and save it as UTF-8");
    if (text.empty()) throw error(errc::bad_passphrase, "the passphrase is empty");
}

secret_bytes normalised(byte_view text, std::pmr::memory_resource& memory)
{
    wiping_buffer scratch;
    const normalised_text folded = in_normal_form(chars_of(text), normal_form::nfc, scratch);
    if (folded.problem) throw error(errc::bad_passphrase, fmt::format("this is no passphrase: {}", folded.problem));
    return {bytes_of(folded.text), memory};
}

[[noreturn]] void weak(std::string_view rule)
{
    throw error(
        errc::weak_passphrase,
        fmt::format(
            "the new key breaks the rules for typed keys: {}. Rules: 10 to 100 characters, at least one letter, "
            "one numeral and one symbol, no blank at an end; or let cellseal generate one",
            rule));
}

}  // namespace

secret_bytes typed_passphrase(byte_view text, std::pmr::memory_resource& memory)
{
    check_utf8(text);
    secret_bytes mapped(text.size(), memory);
    std::size_t size = 0;
    for_each_character(text, [&](char32_t character, byte_view bytes) {
        if (is_control(character))
            throw error(errc::bad_passphrase,
                        "a typed passphrase is one line without tabs and other control characters; this one "
                        "holds some. Is it the right file?");
        static constexpr std::uint8_t blank[] = {' '};
        const byte_view kept = is_space(character) ? byte_view(blank) : bytes;
        std::ranges::copy(kept, mapped.expose_for_filling().begin() + static_cast<std::ptrdiff_t>(size));
        size += kept.size();
    });
    return normalised(mapped.expose().first(size), memory);
}

void check_new_passphrase(byte_view text)
{
    check_utf8(text);
    std::size_t characters = 0, letters = 0, numerals = 0, symbols = 0;
    for_each_character(text, [&](char32_t character, byte_view) {
        ++characters;
        const char32_t lower = character | 0x20;
        if (character >= '0' && character <= '9')
            ++numerals;
        else if ((lower >= 'a' && lower <= 'z') || character >= 0xC0)
            ++letters;
        else
            ++symbols;
    });
    if (characters < fewest_characters) weak(fmt::format("it has {} characters", characters));
    if (characters > most_characters) weak(fmt::format("it has {} characters", characters));
    if (is_space(first_of(text).character) || is_space(text.back())) weak("it begins or ends with a blank");
    if (letters == 0) weak("it has no letter");
    if (numerals == 0) weak("it has no numeral");
    if (symbols == 0) weak("it has no symbol");
}

}  // namespace cellseal
