#include "plugin/values/plain_padding.h"

#include <algorithm>
#include <bit>

namespace cellseal::plain_padding {

namespace {

constexpr std::uint8_t mark = 0x80;

std::size_t rounded_up(std::size_t size, std::size_t step) noexcept { return (size + step - 1) / step * step; }

// PADMÉ (Nikitin and others, PETS 2019): at most about 12 % longer, and few distinct lengths.
std::size_t padme(std::size_t size) noexcept
{
    const auto exponent = static_cast<std::size_t>(std::bit_width(size)) - 1;
    const auto kept = static_cast<std::size_t>(std::bit_width(exponent));
    return rounded_up(size, std::size_t{1} << (exponent - kept));
}

std::size_t bucket(std::size_t size) noexcept { return size <= 128 ? rounded_up(size, 16) : padme(size); }

}  // namespace

std::optional<std::size_t> size_with(padding how, std::size_t body_size) noexcept
{
    const std::size_t marked = 1 + body_size + 1;
    switch (how.how) {
        case padding::kind::none: return 1 + body_size;
        case padding::kind::block: return rounded_up(marked, how.size);
        case padding::kind::fixed: return marked <= how.size ? std::optional<std::size_t>{how.size} : std::nullopt;
        case padding::kind::bucket: return bucket(marked);
    }
    return std::nullopt;
}

void fill(byte_span plain, std::size_t used) noexcept
{
    if (used >= plain.size()) return;
    plain[used] = mark;
    std::fill(plain.begin() + static_cast<std::ptrdiff_t>(used) + 1, plain.end(), std::uint8_t{0});
}

std::optional<byte_view> strip(byte_view plain) noexcept
{
    std::size_t size = plain.size();
    while (size > 0 && plain[size - 1] == 0) --size;
    if (size < 2 || plain[size - 1] != mark) return std::nullopt;
    return plain.first(size - 1);
}

std::size_t largest_size(std::size_t limit) noexcept
{
    constexpr std::size_t largest_block = 4096, largest_fixed = 65536;
    return std::max({rounded_up(limit + 2, largest_block), largest_fixed, bucket(limit + 2)});
}

}  // namespace cellseal::plain_padding
