#include "plugin/keys/key_check.h"

#include <array>

#include "plugin/keys/hkdf.h"
#include "plugin/keys/pae_builder.h"

namespace cellseal {

namespace {

// Crockford's base32: no I, L, O, U.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t digits = 8;
constexpr std::size_t bits_per_digit = 5;

char upper(char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; }

char as_meant(char typed)
{
    const char letter = upper(typed);
    if (letter == 'O') return '0';
    return letter == 'I' || letter == 'L' ? '1' : letter;
}

std::string with_hyphen(std::string_view eight)
{
    return std::string(eight.substr(0, 4)) + "-" + std::string(eight.substr(4));
}

}  // namespace

std::string key_check_of(const crypto_provider& crypto, const secret_bytes& organisation_key,
                         std::string_view organisation)
{
    std::array<std::uint8_t, digits * bits_per_digit / 8> bytes{};
    hkdf_expand(crypto, organisation_key.expose(),
                pae_builder().add("cellseal/1/key-check").add(organisation).encoded(), bytes);
    std::uint64_t bits = 0;
    for (const std::uint8_t byte : bytes) bits = bits << 8 | byte;
    std::string check;
    for (std::size_t left = digits; left-- > 0;) check += alphabet[bits >> left * bits_per_digit & 31];
    return with_hyphen(check);
}

std::string read_key_check(std::string_view typed)
{
    std::string check;
    for (std::size_t at = 0; at < typed.size(); ++at) {
        if (typed[at] == '-' && check.size() == digits / 2) continue;
        if (alphabet.find(as_meant(typed[at])) == alphabet.npos) return {};
        check += as_meant(typed[at]);
    }
    return check.size() == digits ? with_hyphen(check) : std::string();
}

}  // namespace cellseal
