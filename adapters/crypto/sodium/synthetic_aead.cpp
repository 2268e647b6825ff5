#include "adapters/crypto/sodium/synthetic_aead.h"

#include <sodium.h>

#include <array>

#include "adapters/crypto/sodium/xchacha_aead.h"
#include "plugin/error/error.h"
#include "plugin/values/body_bytes.h"

namespace cellseal {

synthetic_aead::synthetic_aead(byte_view seal_key, byte_view nonce_key, std::pmr::memory_resource& memory)
    : seal_key_(seal_key, memory), nonce_key_(nonce_key, memory)
{
}

void synthetic_aead::compute_nonce(byte_view associated, byte_view plain, byte_span nonce) const
{
    crypto_generichash_state state;
    const byte_view key = nonce_key_.expose();
    ::crypto_generichash_init(&state, key.data(), key.size(), nonce.size());
    std::uint8_t count_and_size[8];  // The PAE, part by part, without putting it together.
    store_big_endian(count_and_size, std::uint32_t{2});
    store_big_endian(count_and_size + 4, static_cast<std::uint32_t>(associated.size()));
    ::crypto_generichash_update(&state, count_and_size, 8);
    ::crypto_generichash_update(&state, associated.data(), associated.size());
    store_big_endian(count_and_size, static_cast<std::uint32_t>(plain.size()));
    ::crypto_generichash_update(&state, count_and_size, 4);
    ::crypto_generichash_update(&state, plain.data(), plain.size());
    ::crypto_generichash_final(&state, nonce.data(), nonce.size());
    ::sodium_memzero(&state, sizeof state);
}

void synthetic_aead::seal(byte_view associated, byte_view plain, byte_span out) const
{
    if (out.size() < nonce_size) throw error(errc::crypto_failure, "A buffer for a sealed value has the wrong size.");
    compute_nonce(associated, plain, out.first(nonce_size));
    xchacha::seal_under_nonce(seal_key_, associated, plain, out);
}

bool synthetic_aead::open(byte_view associated, byte_view sealed, byte_span out) const
{
    if (!xchacha::open(seal_key_, associated, sealed, out)) return false;
    std::array<std::uint8_t, nonce_size> expected;
    compute_nonce(associated, out, expected);
    if (::sodium_memcmp(expected.data(), sealed.data(), expected.size()) == 0) return true;
    wipe(out);
    return false;
}

}  // namespace cellseal
