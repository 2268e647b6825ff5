#include "plugin/keys/passphrase_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "plugin/error/error.h"
#include "plugin/keys/code_pages.h"
#include "plugin/keys/passphrase_fault.h"
#include "plugin/values/normal_form.h"

namespace cellseal {

namespace {

constexpr std::size_t digits_per_symbol = 4;
// A text of this many characters of the alphabet was a generated passphrase once.
constexpr std::size_t fewest_symbols = 13;
constexpr std::size_t fewest_digits = (fewest_symbols - 1) * digits_per_symbol + 1;

struct range {
    char32_t first, last;
};

// White space, format characters, dashes, quotes and punctuation. Not the question mark: it stands for what was lost.
constexpr range dropped[] = {
    {0x00, '!'},      {'"', '/'},       {':', '>'},       {'@', '@'},       {'[', '`'},         {'{', 0xA9},
    {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},     {0x34F, 0x34F},   {0x61C, 0x61C},     {0x115F, 0x1160},
    {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180E}, {0x2000, 0x206F}, {0x2212, 0x2212},   {0x2500, 0x257F},
    {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030}, {0x303D, 0x303F},   {0x3164, 0x3164},
    {0x30FB, 0x30FB}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFEFF}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20},   {0xFF3B, 0xFF40},
    {0xFF5B, 0xFF65}, {0xFFA0, 0xFFA0}, {0xFFE0, 0xFFE6}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF},
};

bool is_dropped(char32_t character)
{
    return std::ranges::any_of(dropped, [&](range each) { return character >= each.first && character <= each.last; });
}

std::optional<unsigned> decimal(char32_t character)
{
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 0xFF10 && character <= 0xFF19) return character - 0xFF10;  // full width
    return std::nullopt;
}

std::optional<passphrase_symbol> symbol_of(char32_t character)
{
    if (character < 0x4E00 || character > 0x9FFF) return std::nullopt;
    return passphrase_alphabet::symbol_of(encode_utf8(wiped_text(1, character)));
}

bool is_look_alike(char32_t character)
{
    const bool candidate = (character >= 0x2E80 && character <= 0x2FDF) ||
                           (character >= 0xF900 && character <= 0xFAFF) ||
                           (character >= 0x2F800 && character <= 0x2FA1F);
    if (!candidate) return false;
    wiping_buffer scratch;
    const wipe_when_done wiped{scratch};
    const wiped_bytes utf8 = encode_utf8(wiped_text(1, character));
    const normalised_text folded = in_normal_form(chars_of(utf8), normal_form::nfkc_casefold, scratch);
    return !folded.problem && passphrase_alphabet::symbol_of(bytes_of(folded.text)).has_value();
}

wiped_symbols symbols_in(const wiped_text& text)
{
    wiped_symbols symbols;
    for (const char32_t each : text)
        if (const auto symbol = symbol_of(each)) symbols.push_back(*symbol);
    return symbols;
}

wiped_symbols symbols_in_digits(const wiped_text& text)
{
    wiped_symbols symbols;
    unsigned value = 0;
    std::size_t count = 0;
    for (const char32_t each : text) {
        const auto next = decimal(each);
        if (!next) continue;
        value = value * 10 + *next;
        if (++count % digits_per_symbol != 0) continue;
        symbols.push_back(static_cast<passphrase_symbol>(value));
        value = 0;
    }
    return symbols;
}

std::optional<passphrase> checked(std::span<const passphrase_symbol> symbols, std::pmr::memory_resource& memory)
{
    if (std::ranges::any_of(symbols, [](passphrase_symbol each) { return each >= passphrase_alphabet::size; }))
        return std::nullopt;
    if (!passphrase::is_length(symbols.size()) && symbols.size() % 2 == 0) {
        const auto half = symbols.size() / 2;
        if (std::ranges::equal(symbols.first(half), symbols.last(half))) return checked(symbols.first(half), memory);
    }
    if (!passphrase::is_length(symbols.size()) || !symbols_fit(symbols)) return std::nullopt;
    return passphrase::from_symbols(symbols, memory);
}

}  // namespace

passphrase_reading::passphrase_reading(const wiped_text& text, std::string what_was_done)
    : told(std::move(what_was_done))
{
    kept.reserve(text.size());
    for (const char32_t each : text) {
        if (each != '?' && is_dropped(each)) continue;
        kept.push_back(each);
        if (symbol_of(each))
            ++in_alphabet;
        else if (decimal(each))
            ++digits;
        else if (each == '?')
            ++question_marks;
        else if (each == 0xFFFD)
            ++replaced;
        else if (is_look_alike(each))
            ++look_alikes;
        else
            ++others;
    }
}

std::optional<passphrase> passphrase_reading::accepted(std::pmr::memory_resource& memory) const
{
    if (in_alphabet + digits != kept.size() || kept.empty()) return std::nullopt;
    if (digits == 0) return checked(symbols_in(kept), memory);
    if (digits % digits_per_symbol != 0) return std::nullopt;
    auto by_digits = checked(symbols_in_digits(kept), memory);
    if (in_alphabet == 0 || !by_digits) return by_digits;
    const auto by_characters = checked(symbols_in(kept), memory);
    if (!by_characters || !by_characters->utf8().equals(by_digits->utf8().expose())) return std::nullopt;
    return by_digits;
}

bool passphrase_reading::was_generated() const noexcept
{
    if (digits == kept.size()) return digits >= fewest_digits;
    if (digits >= fewest_digits && in_alphabet >= fewest_symbols) return true;
    if (digits > 0) return false;
    // In the wrong code page all bytes are some characters: only what is mostly a key was one.
    constexpr std::size_t two_keys = 60;
    if (!told.empty() && (kept.size() > two_keys || in_alphabet * 4 < kept.size() * 3)) return false;
    const std::size_t ruined = question_marks + replaced + look_alikes;
    if (in_alphabet + ruined < fewest_symbols) return false;
    // Half of it must still look like one, so that a typed text with question marks is not taken for it.
    return in_alphabet >= fewest_symbols || others == 0;
}

std::string passphrase_reading::fault() const
{
    if (question_marks > 0)
        return fmt::format(
            "{} characters became '?': saved as ANSI, the content is lost; copy the key again and save as UTF-8 or "
            "Unicode",
            question_marks);
    if (replaced > 0)
        return fmt::format(
            "{} replacement characters: converted through a wrong encoding, the content is lost; copy the key again "
            "and "
            "save as UTF-8 or Unicode",
            replaced);
    if (digits > 0 && in_alphabet > 0)
        return "characters and digits of this text are two different keys, or one of the two is damaged; keep the one "
               "that is right";
    if (digits > 0) return fault_of_digits(symbols_in_digits(kept), digits);
    if (look_alikes + others > 0) {
        const auto foreign = std::ranges::find_if(kept, [](char32_t each) { return !symbol_of(each); });
        return fmt::format("{} {} not of a passphrase's alphabet, the first at {}{}; compare it with the original",
                           look_alikes + others, look_alikes + others == 1 ? "character is" : "characters are",
                           foreign - kept.begin() + 1,
                           look_alikes > 0 ? " (a look-alike: a radical or a compatibility form)" : "");
    }
    return fault_of_symbols(symbols_in(kept));
}

}  // namespace cellseal
