#include "adapters/crypto/sodium/prekeyed_hmac.h"

#include <array>
#include <cstring>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

using state256 = crypto_auth_hmacsha256_state;
using state512 = crypto_auth_hmacsha512_state;

void start(state256& state, byte_view key) { ::crypto_auth_hmacsha256_init(&state, key.data(), key.size()); }
void start(state512& state, byte_view key) { ::crypto_auth_hmacsha512_init(&state, key.data(), key.size()); }
void add(state256& state, byte_view part) { ::crypto_auth_hmacsha256_update(&state, part.data(), part.size()); }
void add(state512& state, byte_view part) { ::crypto_auth_hmacsha512_update(&state, part.data(), part.size()); }
void finish(state256& state, std::uint8_t* out) { ::crypto_auth_hmacsha256_final(&state, out); }
void finish(state512& state, std::uint8_t* out) { ::crypto_auth_hmacsha512_final(&state, out); }

}  // namespace

template <typename Hash>
prekeyed_hmac<Hash>::prekeyed_hmac(byte_view key, std::pmr::memory_resource& memory)
    : keyed_state_(sizeof(typename Hash::state), memory)
{
    typename Hash::state state;
    start(state, key);
    std::memcpy(keyed_state_.expose_for_filling().data(), &state, sizeof state);
    ::sodium_memzero(&state, sizeof state);
}

template <typename Hash>
void prekeyed_hmac<Hash>::hash(std::initializer_list<byte_view> parts, byte_span out) const
{
    if (out.size() > Hash::size)
        throw error(errc::crypto_failure, "More bytes were asked of a keyed hash than it has.");
    typename Hash::state state;
    std::memcpy(&state, keyed_state_.expose().data(), sizeof state);
    for (const byte_view part : parts) add(state, part);
    std::array<std::uint8_t, Hash::size> whole;
    finish(state, whole.data());
    std::memcpy(out.data(), whole.data(), out.size());
    ::sodium_memzero(&state, sizeof state);
    ::sodium_memzero(whole.data(), whole.size());
}

template class prekeyed_hmac<hmac_sha256>;
template class prekeyed_hmac<hmac_sha512>;

}  // namespace cellseal
