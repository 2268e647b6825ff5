#include "plugin/keys/passphrase_fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "plugin/keys/passphrase.h"
#include "plugin/keys/reed_solomon.h"

namespace cellseal {

namespace {

using symbols_view = std::span<const passphrase_symbol>;

constexpr std::string_view compare = "; compare it with the original and correct it, nothing was changed";

bool whole(symbols_view symbols) { return passphrase::is_length(symbols.size()) && reed_solomon::fits(symbols); }

// The position, from 1, of a character that is one too many.
std::optional<std::size_t> surplus(symbols_view symbols)
{
    if (!passphrase::is_length(symbols.size() - 1)) return std::nullopt;
    for (std::size_t out = 0; out < symbols.size(); ++out) {
        wiped_symbols without(symbols.begin(), symbols.end());
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(out));
        if (reed_solomon::fits(without)) return out + 1;
    }
    return std::nullopt;
}

// The positions, from 1, of two characters that are swapped.
std::optional<std::pair<std::size_t, std::size_t>> swapped(symbols_view symbols)
{
    wiped_symbols tried(symbols.begin(), symbols.end());
    for (std::size_t first = 0; first < symbols.size(); ++first)
        for (std::size_t second = first + 1; second < symbols.size(); ++second) {
            std::swap(tried[first], tried[second]);
            if (reed_solomon::fits(tried)) return std::pair{first + 1, second + 1};
            std::swap(tried[first], tried[second]);
        }
    return std::nullopt;
}

bool is_two_keys(symbols_view symbols)
{
    for (const std::size_t first : {std::size_t{15}, std::size_t{27}})
        if (symbols.size() > first && whole(symbols.first(first)) && whole(symbols.subspan(first))) return true;
    return false;
}

std::string fault_of_number(symbols_view symbols)
{
    if (is_two_keys(symbols)) return "two keys in one text: keep the one that is wanted";
    const auto doubled = surplus(symbols);
    return fmt::format("{} characters, expected 15 or 27{}: copy it again, whole", symbols.size(),
                       doubled ? fmt::format("; the one at {} may be too many", *doubled) : "");
}

std::string fault_of_check(symbols_view symbols)
{
    if (const auto wrong = reed_solomon::single_fault(symbols))
        return fmt::format("one wrong character at {}, counted from 1 without blanks{}", *wrong + 1, compare);
    if (const auto pair = swapped(symbols))
        return fmt::format("its check does not fit; the characters at {} and {} may be swapped{}", pair->first,
                           pair->second, compare);
    return fmt::format("its check does not fit: two or more characters are wrong{}", compare);
}

}  // namespace

bool symbols_fit(symbols_view symbols) noexcept { return reed_solomon::fits(symbols); }

std::string fault_of_symbols(symbols_view symbols)
{
    return passphrase::is_length(symbols.size()) ? fault_of_check(symbols) : fault_of_number(symbols);
}

std::string fault_of_digits(symbols_view symbols, std::size_t digits)
{
    constexpr std::size_t per_symbol = 4;
    if (digits % per_symbol != 0)
        return fmt::format("{} digits, expected 60 or 108, four for each character: copy it again, whole", digits);
    const auto above =
        std::ranges::find_if(symbols, [](passphrase_symbol each) { return each >= passphrase_alphabet::size; });
    if (above != symbols.end())
        return fmt::format("number {} of the passphrase in digits is above 2047{}", above - symbols.begin() + 1,
                           compare);
    return fault_of_symbols(symbols);
}

}  // namespace cellseal
