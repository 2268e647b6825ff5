#include "plugin/keys/passphrase_padding.h"

#include <algorithm>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

constexpr std::size_t block = 128;
constexpr std::uint8_t mark = 0x80;

}  // namespace

secret_bytes with_padding(const secret_bytes& passphrase, std::pmr::memory_resource& memory)
{
    secret_bytes padded((passphrase.size() / block + 1) * block, memory);
    *std::ranges::copy(passphrase.expose(), padded.expose_for_filling().begin()).out = mark;
    return padded;
}

secret_bytes without_padding(const secret_bytes& padded, std::pmr::memory_resource& memory)
{
    byte_view bytes = padded.expose();
    while (!bytes.empty() && bytes.back() == 0) bytes = bytes.first(bytes.size() - 1);
    if (bytes.empty() || bytes.back() != mark)
        throw error(errc::keyring_damaged,
                    "the passphrase on record in the keyring is damaged: give the passphrase again");
    return {bytes.first(bytes.size() - 1), memory};
}

}  // namespace cellseal
