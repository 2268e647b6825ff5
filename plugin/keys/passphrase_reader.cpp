#include "plugin/keys/passphrase_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "plugin/error/error.h"
#include "plugin/keys/passphrase.h"
#include "plugin/keys/typed_passphrase.h"

namespace cellseal {

namespace {

// A text of this many characters of the alphabet was a generated passphrase once, and is never taken for a typed one.
constexpr std::size_t fewest_symbols = 13;
constexpr std::size_t most_symbols = 29;
constexpr std::size_t digits_per_symbol = 4;

struct symbols_read {
    std::array<passphrase_symbol, most_symbols> symbol{};
    std::size_t count = 0;
    ~symbols_read() { wipe({reinterpret_cast<std::uint8_t*>(symbol.data()), sizeof symbol}); }
    [[nodiscard]] std::span<const passphrase_symbol> all() const { return {symbol.data(), count}; }
};

bool is_blank(std::uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }
bool is_digit(std::uint8_t byte) { return byte >= '0' && byte <= '9'; }

byte_view without_byte_order_mark(byte_view text)
{
    constexpr std::array<std::uint8_t, 3> mark{0xEF, 0xBB, 0xBF};
    if (text.size() >= mark.size() && std::ranges::equal(text.first(mark.size()), mark))
        return text.subspan(mark.size());
    return text;
}

// The text without blanks and hyphens, at the front of memory of the text's length.
struct compact_text {
    secret_bytes memory;
    std::size_t size = 0;

    compact_text(byte_view text, std::pmr::memory_resource& where) : memory(text.size(), where)
    {
        const auto kept = [](std::uint8_t byte) { return !is_blank(byte) && byte != '-'; };
        const byte_span out = memory.expose_for_filling();
        size = static_cast<std::size_t>(std::ranges::copy_if(text, out.begin(), kept).out - out.begin());
    }
    [[nodiscard]] byte_view all() const { return memory.expose().first(size); }
};

bool was_generated(std::size_t symbols) { return symbols >= fewest_symbols && symbols <= most_symbols; }

// The symbols of a text that consists of characters of the alphabet alone.
bool characters_to_symbols(byte_view text, symbols_read& out)
{
    constexpr std::size_t width = passphrase_alphabet::bytes_per_character;
    if (text.size() % width != 0 || !was_generated(text.size() / width)) return false;
    for (std::size_t at = 0; at < text.size(); at += width) {
        const auto symbol = passphrase_alphabet::symbol_of(text.subspan(at, width));
        if (!symbol) return false;
        out.symbol[out.count++] = *symbol;
    }
    return true;
}

// The symbols of a text that consists of digits alone. Throws where such a text was a generated passphrase and is
// damaged.
bool digits_to_symbols(byte_view text, symbols_read& out)
{
    const bool long_enough = text.size() > (fewest_symbols - 1) * digits_per_symbol;
    if (!long_enough || text.size() > most_symbols * digits_per_symbol || !std::ranges::all_of(text, is_digit))
        return false;
    if (text.size() % digits_per_symbol != 0)
        throw error(errc::bad_passphrase,
                    fmt::format("the passphrase in digits has {} digits, expected 60 or 108, four for "
                                "each character: copy it again, whole",
                                text.size()));
    for (std::size_t at = 0; at < text.size(); at += digits_per_symbol) {
        unsigned value = 0;
        for (const std::uint8_t digit : text.subspan(at, digits_per_symbol)) value = value * 10 + (digit - '0');
        if (value >= passphrase_alphabet::size)
            throw error(errc::bad_passphrase,
                        fmt::format("number {} of the passphrase in digits is above 2047: compare it "
                                    "with the original",
                                    out.count + 1));
        out.symbol[out.count++] = static_cast<passphrase_symbol>(value);
    }
    return true;
}

byte_view without_last_line_break(byte_view text)
{
    if (!text.empty() && text.back() == '\n') text = text.first(text.size() - 1);
    if (!text.empty() && text.back() == '\r') text = text.first(text.size() - 1);
    return text;
}

byte_view trimmed(byte_view text)
{
    while (!text.empty() && is_blank(text.front())) text = text.subspan(1);
    while (!text.empty() && is_blank(text.back())) text = text.first(text.size() - 1);
    return text;
}

std::vector<slot_secret> read_typed(byte_view text, std::pmr::memory_resource& memory)
{
    const byte_view inner = trimmed(text);
    std::vector<slot_secret> candidates;
    // A line break at an end can be no part of a typed passphrase, so then there is no exact reading.
    if (std::ranges::none_of(text, [](std::uint8_t byte) { return is_blank(byte) && byte != ' '; }) ||
        inner.size() == text.size())
        candidates.emplace_back().bytes = typed_passphrase(text, memory);
    if (inner.size() != text.size()) {
        slot_secret& second = candidates.emplace_back();
        second.bytes = typed_passphrase(inner, memory);
        second.told = "read without the blanks at its ends";
    }
    return candidates;
}

}  // namespace

std::optional<slot_secret> read_generated_passphrase(byte_view text, std::pmr::memory_resource& memory)
{
    const compact_text compact(text, memory);
    symbols_read read;
    if (!characters_to_symbols(compact.all(), read)) {
        read.count = 0;
        if (!digits_to_symbols(compact.all(), read)) return std::nullopt;
    }
    slot_secret secret;
    secret.bytes = passphrase::from_symbols(read.all(), memory).utf8();
    return secret;
}

std::vector<slot_secret> read_passphrase(byte_view text, std::pmr::memory_resource& memory)
{
    text = without_byte_order_mark(text);
    if (std::ranges::all_of(text, is_blank))
        throw error(errc::key_source_empty, "there is no passphrase: nothing but blanks was given");
    if (auto generated = read_generated_passphrase(text, memory)) {
        std::vector<slot_secret> only;
        only.push_back(std::move(*generated));
        return only;
    }
    return read_typed(without_last_line_break(text), memory);
}

}  // namespace cellseal
