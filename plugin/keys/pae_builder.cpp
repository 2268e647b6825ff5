#include "plugin/keys/pae_builder.h"

#include <array>

namespace cellseal {

namespace {

template <typename Integer>
std::array<std::uint8_t, sizeof(Integer)> big_endian(Integer value)
{
    std::array<std::uint8_t, sizeof(Integer)> bytes{};
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, value >>= 8)
        *byte = static_cast<std::uint8_t>(value);
    return bytes;
}

}  // namespace

pae_builder& pae_builder::add(byte_view part)
{
    encoded_ += chars_of(big_endian(static_cast<std::uint32_t>(part.size())));
    encoded_ += chars_of(part);
    encoded_.replace(0, 4, chars_of(big_endian(++parts_)));
    return *this;
}

pae_builder& pae_builder::add_u64(std::uint64_t value) { return add(big_endian(value)); }

}  // namespace cellseal
