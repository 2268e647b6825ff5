#include "plugin/values/base64url.h"

#include <array>
#include <cstring>

namespace cellseal::base64url {

namespace {

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint32_t foreign = 0x80000000;

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
            made[place][static_cast<unsigned char>(alphabet[value])] = value << (18 - 6 * place);
    }
    return made;
}();

std::uint32_t bits(std::string_view group) noexcept
{
    std::uint32_t all = 0;
    for (std::size_t i = 0; i < group.size(); ++i) all |= places[i][static_cast<unsigned char>(group[i])];
    return all;
}

void store(std::uint8_t* out, std::uint32_t group, std::size_t bytes) noexcept
{
    for (std::size_t i = 0; i < bytes; ++i) out[i] = static_cast<std::uint8_t>(group >> (16 - 8 * i));
}

}  // namespace

void encode(byte_view bytes, char* out) noexcept
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

bool decode(std::string_view text, std::uint8_t* out) noexcept
{
    if (text.size() % 4 == 1) return false;
    std::uint32_t seen = 0;
    const char* in = text.data();
    std::size_t left = text.size();
    for (; left >= 4; left -= 4, in += 4, out += 3) {
        const std::uint32_t group = bits({in, 4});
        seen |= group;
        store(out, group, 3);
    }
    if (left == 0) return (seen & foreign) == 0;
    const std::uint32_t last = bits({in, left});
    const std::size_t bytes = left - 1;
    store(out, last, bytes);
    const std::uint32_t left_over = last & (0xFFFFFF >> 8 * bytes);
    return ((seen | last) & foreign) == 0 && left_over == 0;
}

bool is_character(char c) noexcept { return (places[0][static_cast<unsigned char>(c)] & foreign) == 0; }

}  // namespace cellseal::base64url
