#include "plugin/keys/passphrase.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/error/error.h"
#include "plugin/keys/reed_solomon.h"

namespace cellseal {

namespace {

constexpr std::size_t group = 3;
constexpr std::size_t longest = static_cast<std::size_t>(passphrase::length::standard) + reed_solomon::check_symbols;

// Symbols on their way from the generator into locked memory.
struct wiped_symbols {
    std::array<passphrase_symbol, longest> symbol{};
    ~wiped_symbols() { wipe({reinterpret_cast<std::uint8_t*>(symbol.data()), sizeof symbol}); }
};

[[noreturn]] void refuse_check(std::span<const passphrase_symbol> symbols)
{
    const auto fault = reed_solomon::single_fault(symbols);
    const std::string where = fault
                                  ? fmt::format("one wrong character at {}, counted from 1 without blanks", *fault + 1)
                                  : std::string("more than one character is wrong, or two are swapped");
    throw error(errc::bad_passphrase,
                fmt::format("the check characters of the passphrase do not fit: {}. Compare it with "
                            "the original and correct it; nothing was changed",
                            where));
}

}  // namespace

passphrase::passphrase(std::span<const passphrase_symbol> symbols, std::pmr::memory_resource& memory)
    : symbols_(symbols.size() * 2, memory), memory_(&memory)
{
    const byte_span out = symbols_.expose_for_filling();
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        out[2 * i] = static_cast<std::uint8_t>(symbols[i] >> 8);
        out[2 * i + 1] = static_cast<std::uint8_t>(symbols[i]);
    }
}

passphrase passphrase::generate(const crypto_provider& crypto, length random_symbols)
{
    const auto data = static_cast<std::size_t>(random_symbols);
    wiped_symbols drawn;
    crypto.random({reinterpret_cast<std::uint8_t*>(drawn.symbol.data()), data * sizeof(passphrase_symbol)});
    // 2048 divides 2^16: cutting to 11 bits keeps the draw uniform.
    for (std::size_t i = 0; i < data; ++i) drawn.symbol[i] &= passphrase_alphabet::size - 1;
    const auto check = reed_solomon::check_of({drawn.symbol.data(), data});
    std::ranges::copy(check, drawn.symbol.begin() + static_cast<std::ptrdiff_t>(data));
    return {{drawn.symbol.data(), data + check.size()}, crypto.key_memory()};
}

passphrase passphrase::from_symbols(std::span<const passphrase_symbol> symbols, std::pmr::memory_resource& memory)
{
    if (!is_length(symbols.size()))
        throw error(
            errc::bad_passphrase,
            fmt::format("the passphrase has {} characters, expected 15 or 27: copy it again, whole", symbols.size()));
    if (!reed_solomon::fits(symbols)) refuse_check(symbols);
    return {symbols, memory};
}

std::optional<passphrase> passphrase::from_utf8(byte_view utf8, std::pmr::memory_resource& memory)
{
    constexpr std::size_t width = passphrase_alphabet::bytes_per_character;
    if (utf8.size() % width != 0 || !is_length(utf8.size() / width)) return std::nullopt;
    wiped_symbols read;
    for (std::size_t i = 0; i < utf8.size() / width; ++i) {
        const auto symbol = passphrase_alphabet::symbol_of(utf8.subspan(i * width, width));
        if (!symbol) return std::nullopt;
        read.symbol[i] = *symbol;
    }
    const std::span<const passphrase_symbol> symbols{read.symbol.data(), utf8.size() / width};
    if (!reed_solomon::fits(symbols)) return std::nullopt;
    return passphrase{symbols, memory};
}

bool passphrase::is_length(std::size_t characters) noexcept
{
    return characters == static_cast<std::size_t>(length::standard) + reed_solomon::check_symbols ||
           characters == static_cast<std::size_t>(length::short_form) + reed_solomon::check_symbols;
}

passphrase_symbol passphrase::symbol(std::size_t position) const noexcept
{
    const byte_view bytes = symbols_.expose();
    return static_cast<passphrase_symbol>(bytes[2 * position] << 8 | bytes[2 * position + 1]);
}

secret_bytes passphrase::utf8() const
{
    secret_bytes form(count() * passphrase_alphabet::bytes_per_character, *memory_);
    auto out = form.expose_for_filling().begin();
    for (std::size_t i = 0; i < count(); ++i) out = std::ranges::copy(passphrase_alphabet::utf8_of(symbol(i)), out).out;
    return form;
}

secret_bytes passphrase::in_groups() const
{
    const std::size_t blanks = count() / group - 1;  // 15 and 27 are multiples of three
    secret_bytes form(count() * passphrase_alphabet::bytes_per_character + blanks, *memory_);
    auto out = form.expose_for_filling().begin();
    for (std::size_t i = 0; i < count(); ++i) {
        if (i > 0 && i % group == 0) *out++ = ' ';
        out = std::ranges::copy(passphrase_alphabet::utf8_of(symbol(i)), out).out;
    }
    return form;
}

secret_bytes passphrase::digits() const
{
    secret_bytes form(count() * 5 - 1, *memory_);
    auto out = form.expose_for_filling().begin();
    for (std::size_t i = 0; i < count(); ++i) {
        if (i > 0) *out++ = '-';
        for (const unsigned place : {1000u, 100u, 10u, 1u})
            *out++ = static_cast<std::uint8_t>('0' + symbol(i) / place % 10);
    }
    return form;
}

}  // namespace cellseal
