#include "adapters/crypto/sodium/sodium_provider.h"

#include <sodium.h>

#include "adapters/crypto/sodium/prekeyed_hmac.h"
#include "adapters/crypto/sodium/synthetic_aead.h"
#include "adapters/crypto/sodium/xchacha_aead.h"
#include "plugin/error/error.h"

namespace cellseal {

namespace {

void start_sodium()
{
    if (::sodium_init() < 0)
        throw error(errc::crypto_failure, "libsodium could not start. Look at the system's random source.");
}

void need_size(std::size_t size, std::size_t wanted, const char* what)
{
    if (size != wanted)
        throw error(errc::crypto_failure, std::string{what} + " has " + std::to_string(size) + " bytes and needs " +
                                              std::to_string(wanted) + ".");
}

constexpr std::uint8_t zero_nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES]{};

}  // namespace

sodium_provider::sodium_provider(nonce_drawing nonces, std::size_t key_arena_size)
    : own_keys_((start_sodium(), std::make_unique<locked_arena>(key_arena_size))), keys_(*own_keys_), nonces_(nonces)
{
}

sodium_provider::sodium_provider(nonce_drawing nonces, locked_arena& keys) : keys_(keys), nonces_(nonces)
{
    start_sodium();
}

bool sodium_provider::offers(suite which) const noexcept
{
    return which == suite::xchacha20_poly1305 || which == suite::xchacha20_poly1305_synthetic;
}

std::unique_ptr<aead> sodium_provider::make_aead(suite which, byte_view seal_key, byte_view nonce_key) const
{
    if (!offers(which))
        throw error(errc::unknown_suite,
                    "libsodium does not offer the suite that an attribute asks for. Choose "
                    "xchacha20_poly1305, or the crypto provider openssl.");
    need_size(seal_key.size(), xchacha::key_size, "A sealing key");
    if (which == suite::xchacha20_poly1305) return std::make_unique<xchacha_aead>(seal_key, nonces_, keys_);
    need_size(nonce_key.size(), xchacha::key_size, "A key for nonces");
    return std::make_unique<synthetic_aead>(seal_key, nonce_key, keys_);
}

std::unique_ptr<keyed_hash> sodium_provider::make_hmac_sha256(byte_view key) const
{
    return std::make_unique<prekeyed_hmac<hmac_sha256>>(key, keys_);
}

std::unique_ptr<keyed_hash> sodium_provider::make_hmac_sha512(byte_view key) const
{
    return std::make_unique<prekeyed_hmac<hmac_sha512>>(key, keys_);
}

void sodium_provider::wrap_seal(byte_view key, byte_view associated, byte_view plain, byte_span out) const
{
    need_size(key.size(), crypto_aead_chacha20poly1305_ietf_KEYBYTES, "A wrapping key");
    need_size(out.size(), plain.size() + aead::tag_size, "The buffer of a wrap");
    ::crypto_aead_chacha20poly1305_ietf_encrypt(out.data(), nullptr, plain.data(), plain.size(), associated.data(),
                                                associated.size(), nullptr, zero_nonce, key.data());
}

bool sodium_provider::wrap_open(byte_view key, byte_view associated, byte_view sealed, byte_span out) const
{
    need_size(key.size(), crypto_aead_chacha20poly1305_ietf_KEYBYTES, "A wrapping key");
    need_size(sealed.size(), out.size() + aead::tag_size, "A wrap");
    const int opened =
        ::crypto_aead_chacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                    associated.data(), associated.size(), zero_nonce, key.data());
    if (opened != 0) ::sodium_memzero(out.data(), out.size());
    return opened == 0;
}

std::array<std::uint8_t, 32> sodium_provider::sha256(byte_view bytes) const
{
    std::array<std::uint8_t, 32> out;
    ::crypto_hash_sha256(out.data(), bytes.data(), bytes.size());
    return out;
}

void sodium_provider::hash_passphrase(byte_view passphrase, byte_view salt16, passphrase_hash_cost cost,
                                      byte_span out32) const
{
    need_size(salt16.size(), crypto_pwhash_argon2id_SALTBYTES, "A salt");
    need_size(out32.size(), 32, "The buffer of a passphrase hash");
    const int done =
        ::crypto_pwhash(out32.data(), out32.size(), reinterpret_cast<const char*>(passphrase.data()), passphrase.size(),
                        salt16.data(), cost.passes, cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (done == 0) return;
    ::sodium_memzero(out32.data(), out32.size());
    throw error(errc::crypto_failure, "The passphrase hash needs " + std::to_string(cost.memory_bytes / 1024) +
                                          " KiB of memory and could not have them. Free memory and try again.");
}

void sodium_provider::random(byte_span out) const { ::randombytes_buf(out.data(), out.size()); }

}  // namespace cellseal
