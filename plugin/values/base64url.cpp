#include "plugin/values/base64url.h"

#include <array>
#include <cstring>

#include "plugin/values/base64url_codec.h"

namespace cellseal::base64url {

namespace {

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint32_t foreign = 0x80000000;

constexpr unsigned char code(char c) noexcept { return static_cast<unsigned char>(c); }

struct pair {
    char characters[2];
};

// Two characters for each 12 bits: half the look-ups.
constexpr auto pairs = [] {
    std::array<pair, 4096> made{};
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = {{alphabet[i >> 6], alphabet[i & 63]}};
    return made;
}();

// For each of the four characters of a group, its bits where they belong in the 24, or `foreign`.
constexpr auto places = [] {
    std::array<std::array<std::uint32_t, 256>, 4> made{};
    for (std::size_t place = 0; place < 4; ++place) {
        made[place].fill(foreign);
        for (std::uint32_t value = 0; value < 64; ++value)
            made[place][code(alphabet[value])] = value << (18 - 6 * place);
    }
    return made;
}();

void encode_by_table(byte_view bytes, char* out) noexcept
{
    const std::uint8_t* in = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 3; left -= 3, in += 3, out += 4) {
        const auto group = static_cast<std::uint32_t>(in[0] << 16 | in[1] << 8 | in[2]);
        std::memcpy(out, pairs[group >> 12].characters, 2);
        std::memcpy(out + 2, pairs[group & 0xFFF].characters, 2);
    }
    if (left == 0) return;
    const auto last = static_cast<std::uint32_t>(in[0] << 16 | (left == 2 ? in[1] << 8 : 0));
    std::memcpy(out, pairs[last >> 12].characters, 2);
    if (left == 2) out[2] = pairs[last & 0xFFF].characters[0];
}

bool decode_by_table(std::string_view text, std::uint8_t* out) noexcept
{
    if (text.size() % 4 == 1) return false;
    std::uint32_t seen = 0;
    const char* in = text.data();
    std::size_t left = text.size();
    for (; left >= 4; left -= 4, in += 4, out += 3) {
        const std::uint32_t group =
            places[0][code(in[0])] | places[1][code(in[1])] | places[2][code(in[2])] | places[3][code(in[3])];
        seen |= group;
        out[0] = static_cast<std::uint8_t>(group >> 16);
        out[1] = static_cast<std::uint8_t>(group >> 8);
        out[2] = static_cast<std::uint8_t>(group);
    }
    if (left == 0) return (seen & foreign) == 0;
    // Two or three characters are left, with one or two bytes in them and bits over that must be zero.
    const std::uint32_t last =
        places[0][code(in[0])] | places[1][code(in[1])] | (left == 3 ? places[2][code(in[2])] : 0);
    out[0] = static_cast<std::uint8_t>(last >> 16);
    if (left == 3) out[1] = static_cast<std::uint8_t>(last >> 8);
    const std::uint32_t left_over = last & (left == 3 ? 0xFF : 0xFFFF);
    return ((seen | last) & foreign) == 0 && left_over == 0;
}

const codec& quickest() noexcept
{
    static const codec& chosen = by_avx2() != nullptr ? *by_avx2() : by_table();
    return chosen;
}

}  // namespace

const codec& by_table() noexcept
{
    static constexpr codec it{encode_by_table, decode_by_table};
    return it;
}

void encode(byte_view bytes, char* out) noexcept { quickest().encode(bytes, out); }

bool decode(std::string_view text, std::uint8_t* out) noexcept { return quickest().decode(text, out); }

bool is_character(char c) noexcept { return (places[0][code(c)] & foreign) == 0; }

}  // namespace cellseal::base64url
