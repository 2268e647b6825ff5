#include "plugin/keys/passphrase_strength.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plugin/keys/wiped_text.h"

namespace cellseal {

namespace {

// How many characters there are of the kinds that are used.
double choices(const wiped_text& text)
{
    const auto any = [&](auto of_kind) { return std::ranges::any_of(text, of_kind); };
    double sum = 0;
    if (any([](char32_t c) { return c >= 'a' && c <= 'z'; })) sum += 26;
    if (any([](char32_t c) { return c >= 'A' && c <= 'Z'; })) sum += 26;
    if (any([](char32_t c) { return c >= '0' && c <= '9'; })) sum += 10;
    if (any([](char32_t c) {
            return c < 0x80 && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        }))
        sum += 33;
    if (any([](char32_t c) { return c >= 0x80 && c < 0x2E80; })) sum += 200;
    if (any([](char32_t c) { return c >= 0x2E80; })) sum += 2000;
    return sum;
}

// A character that repeats or continues the one before it, or has occurred already, tells little.
double weight(const wiped_text& text, std::size_t at)
{
    if (at == 0) return 1;
    const char32_t step = text[at] - text[at - 1];
    if (step == 0 || step == 1 || step == static_cast<char32_t>(-1)) return 0.25;
    const auto before = text.begin() + static_cast<std::ptrdiff_t>(at);
    return std::find(text.begin(), before, text[at]) == before ? 1 : 0.6;
}

}  // namespace

unsigned estimated_bits(byte_view utf8)
{
    const wiped_text text = decode_utf8(utf8).value_or(wiped_text{});
    if (text.empty()) return 0;
    double characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) characters += weight(text, i);
    return static_cast<unsigned>(characters * std::log2(choices(text)));
}

std::string strength_told(byte_view text)
{
    const unsigned bits = estimated_bits(text);
    const std::string_view word = bits < 50 ? "weak" : bits < 80 ? "fair" : "good";
    return fmt::format("strength of this passphrase: at most {} bits, {}{}. A generated one has 264", bits, word,
                       bits < 80 ? "; longer is better" : "");
}

}  // namespace cellseal
