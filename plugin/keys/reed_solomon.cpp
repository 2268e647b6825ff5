#include "plugin/keys/reed_solomon.h"

#include <algorithm>

#include "plugin/keys/galois_field.h"

namespace cellseal::reed_solomon {

namespace {

using galois_field::element;
using galois_field::times;

constexpr element alpha = 2;

// (x - α^0)(x - α^1)(x - α^2) without its leading 1, highest power first.
constexpr std::array<element, check_symbols> generator()
{
    std::array<element, check_symbols + 1> polynomial{1, 0, 0, 0};  // lowest power first
    element root = 1;
    for (std::size_t degree = 0; degree < check_symbols; ++degree, root = times(root, alpha))
        for (std::size_t i = degree + 2; i-- > 0;)
            polynomial[i] = static_cast<element>((i > 0 ? polynomial[i - 1] : 0) ^ times(polynomial[i], root));
    return {polynomial[2], polynomial[1], polynomial[0]};
}

element value_at(std::span<const element> word, element point)
{
    element value = 0;
    for (const element coefficient : word) value = static_cast<element>(times(value, point) ^ coefficient);
    return value;
}

std::array<element, check_symbols> syndromes(std::span<const element> word)
{
    return {value_at(word, 1), value_at(word, alpha), value_at(word, times(alpha, alpha))};
}

}  // namespace

std::array<std::uint16_t, check_symbols> check_of(std::span<const std::uint16_t> data) noexcept
{
    constexpr auto divisor = generator();
    std::array<element, check_symbols> remainder{};
    for (const element symbol : data) {
        const auto lead = static_cast<element>(symbol ^ remainder[0]);
        remainder = {static_cast<element>(remainder[1] ^ times(lead, divisor[0])),
                     static_cast<element>(remainder[2] ^ times(lead, divisor[1])), times(lead, divisor[2])};
    }
    return remainder;
}

bool fits(std::span<const std::uint16_t> word) noexcept
{
    const auto found = syndromes(word);
    return std::ranges::all_of(found, [](element each) { return each == 0; });
}

// One error of value e at power p gives the syndromes e, e·α^p, e·α^2p.
std::optional<std::size_t> single_fault(std::span<const std::uint16_t> word) noexcept
{
    const auto found = syndromes(word);
    if (found[0] == 0) return std::nullopt;
    element locator = 1;
    for (std::size_t power = 0; power < word.size(); ++power, locator = times(locator, alpha))
        if (times(found[0], locator) == found[1] && times(found[1], locator) == found[2])
            return word.size() - 1 - power;
    return std::nullopt;
}

}  // namespace cellseal::reed_solomon
