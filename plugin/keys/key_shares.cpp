#include "plugin/keys/key_shares.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plugin/error/error.h"
#include "plugin/keys/galois_field.h"
#include "plugin/keys/key_check.h"
#include "plugin/keys/passphrase_fault.h"
#include "plugin/keys/reed_solomon.h"
#include "plugin/keys/sealkey_words.h"

namespace cellseal::key_shares {

namespace {

using galois_field::element;
using galois_field::inverse;
using galois_field::times;

constexpr std::size_t front = 3;  // needed, number, split
constexpr std::size_t digits_per_symbol = 4;
constexpr std::string_view title = "Share of a field encryption key of organisation";
constexpr std::string_view check_label = "key check:";
using sealkey_words::share_label;

struct share {
    wiped_symbols symbols;  // of the passphrase
    element needed = 0;
    element number = 0;
    element split = 0;
    std::string organisation;
    std::string key_check;
};

element random_element(const crypto_provider& crypto)
{
    std::uint8_t bytes[2];
    crypto.random(bytes);
    // 2048 divides 2^16: cutting to 11 bits keeps the draw uniform.
    const auto drawn = static_cast<element>((bytes[0] << 8 | bytes[1]) & (passphrase_alphabet::size - 1));
    wipe(bytes);
    return drawn;
}

// One polynomial for each symbol: the symbol at 0, uniform coefficients above.
std::vector<wiped_symbols> polynomials(const wiped_symbols& secret, unsigned needed, const crypto_provider& crypto)
{
    std::vector<wiped_symbols> all;
    for (const passphrase_symbol each : secret) {
        wiped_symbols polynomial(1, each);
        for (unsigned power = 1; power < needed; ++power) polynomial.push_back(random_element(crypto));
        all.push_back(std::move(polynomial));
    }
    return all;
}

element value_at(const wiped_symbols& polynomial, element point)
{
    element value = 0;
    for (std::size_t power = polynomial.size(); power-- > 0;)
        value = static_cast<element>(times(value, point) ^ polynomial[power]);
    return value;
}

wiped_symbols symbols_of(const passphrase& key)
{
    const secret_bytes digits = key.digits();
    wiped_symbols symbols;
    passphrase_symbol value = 0;
    for (const std::uint8_t each : digits.expose()) {
        if (each == '-')
            symbols.push_back(std::exchange(value, passphrase_symbol{0}));
        else
            value = static_cast<passphrase_symbol>(value * 10 + (each - '0'));
    }
    symbols.push_back(value);
    return symbols;
}

secret_bytes text_of(const wiped_symbols& word, const sealkey_labels& labels, unsigned needed, unsigned number,
                     unsigned count, std::pmr::memory_resource& memory)
{
    const std::string head =
        fmt::format("{} \"{}\"\r\n{} {}    share {} of {}; any {} of them restore the key\r\n{} ", title,
                    labels.organisation, check_label, labels.key_check, number, count, needed, share_label);
    wiped_bytes text(head.begin(), head.end());
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (i > 0) text.push_back('-');
        for (const unsigned place : {1000u, 100u, 10u, 1u})
            text.push_back(static_cast<std::uint8_t>('0' + word[i] / place % 10));
    }
    for (const char c : std::string_view("\r\nKeep each share with somebody else.\r\n"))
        text.push_back(static_cast<std::uint8_t>(c));
    return {text, memory};
}

[[noreturn]] void refuse(std::size_t place, std::string_view what)
{
    throw error(errc::bad_passphrase, fmt::format("share {} of those given {}", place + 1, what));
}

std::string_view after(std::string_view text, std::string_view label)
{
    const auto at = text.find(label);
    if (at == text.npos) return {};
    const std::string_view rest = text.substr(at + label.size());
    return rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
}

wiped_symbols word_in(std::string_view digits)
{
    wiped_symbols word;
    passphrase_symbol value = 0;
    std::size_t count = 0;
    for (const char c : digits) {
        if (c >= 'A' && (c | 0x20) <= 'z') break;  // the line after it
        if (c < '0' || c > '9') continue;
        value = static_cast<passphrase_symbol>(value * 10 + (c - '0'));
        if (++count % digits_per_symbol == 0) word.push_back(std::exchange(value, passphrase_symbol{0}));
    }
    return word;
}

share share_from(byte_view bytes, std::size_t place)
{
    const std::string_view text = chars_of(bytes);
    const wiped_symbols word = word_in(after(text, share_label));
    if (word.empty()) refuse(place, "is none: it has no line \"share (digits):\"");
    const bool above =
        std::ranges::any_of(word, [](passphrase_symbol each) { return each >= passphrase_alphabet::size; });
    if (above || word.size() <= front + reed_solomon::check_symbols ||
        !passphrase::is_length(word.size() - front - reed_solomon::check_symbols))
        refuse(place, fmt::format("is damaged: it has {} numbers of four digits{}, expected 21 or 33", word.size(),
                                  above ? ", one of them above 2047" : ""));
    if (!reed_solomon::fits(word)) {
        const auto fault = reed_solomon::single_fault(word);
        refuse(place, fault ? fmt::format("is damaged: number {} is wrong; compare it with the original", *fault + 1)
                            : std::string("is damaged: two or more of its numbers are wrong"));
    }
    const auto begin = word.begin() + front;
    share read{wiped_symbols(begin, word.end() - reed_solomon::check_symbols), word[0], word[1], word[2], {}, {}};
    const std::string_view owner = after(text, title);
    if (owner.starts_with('"')) read.organisation = owner.substr(1, owner.find('"', 1) - 1);
    read.key_check = read_key_check(after(text, check_label).substr(0, 9));
    return read;
}

// Lagrange's weight of share `which` at 0.
element weight(const std::vector<share>& shares, std::size_t which)
{
    element above = 1, below = 1;
    for (std::size_t other = 0; other < shares.size(); ++other) {
        if (other == which) continue;
        above = times(above, shares[other].number);
        below = times(below, static_cast<element>(shares[other].number ^ shares[which].number));
    }
    return times(above, inverse(below));
}

std::vector<share> of_one_split(std::span<const byte_view> texts)
{
    std::vector<share> shares;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        share read = share_from(texts[i], i);
        if (!shares.empty() && (read.split != shares[0].split || read.needed != shares[0].needed ||
                                read.symbols.size() != shares[0].symbols.size()))
            refuse(i, "is of another split than the first one: shares of one split restore a key");
        if (std::ranges::find(shares, read.number, &share::number) == shares.end()) shares.push_back(std::move(read));
    }
    if (shares.empty() || shares.size() < shares[0].needed)
        throw error(errc::bad_passphrase,
                    shares.empty() ? std::string("no share was given")
                                   : fmt::format("{} different shares were given, and {} are needed: {} more",
                                                 shares.size(), shares[0].needed, shares[0].needed - shares.size()));
    shares.resize(shares[0].needed);
    return shares;
}

}  // namespace

void check_numbers(unsigned needed, unsigned count)
{
    if (needed < 2 || needed > count || count > most)
        throw error(
            errc::bad_setting,
            fmt::format("a key is split into 2 to {} shares, of which at least 2 and at most all are needed", most));
}

std::vector<secret_bytes> split(const passphrase& key, const sealkey_labels& labels, unsigned needed, unsigned count,
                                const crypto_provider& crypto)
{
    check_numbers(needed, count);
    const auto each_symbol = polynomials(symbols_of(key), needed, crypto);
    const element common = random_element(crypto);
    std::vector<secret_bytes> shares;
    for (unsigned number = 1; number <= count; ++number) {
        wiped_symbols word{static_cast<element>(needed), static_cast<element>(number), common};
        for (const wiped_symbols& each : each_symbol) word.push_back(value_at(each, static_cast<element>(number)));
        for (const element each : reed_solomon::check_of(word)) word.push_back(each);
        shares.push_back(text_of(word, labels, needed, number, count, crypto.key_memory()));
    }
    return shares;
}

restored restore(std::span<const byte_view> texts, std::pmr::memory_resource& memory)
{
    const std::vector<share> shares = of_one_split(texts);
    wiped_symbols symbols(shares[0].symbols.size(), 0);
    for (std::size_t which = 0; which < shares.size(); ++which) {
        const element factor = weight(shares, which);
        for (std::size_t i = 0; i < symbols.size(); ++i)
            symbols[i] = static_cast<element>(symbols[i] ^ times(factor, shares[which].symbols[i]));
    }
    if (!reed_solomon::fits(symbols))
        throw error(errc::bad_passphrase,
                    "the shares do not give a passphrase: one of them belongs to another split. Try other shares");
    sealkey_labels labels;
    labels.organisation = shares[0].organisation;
    labels.key_check = shares[0].key_check;
    return {passphrase::from_symbols(symbols, memory), std::move(labels)};
}

}  // namespace cellseal::key_shares
