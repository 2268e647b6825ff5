#pragma once

#include "adapters/crypto/sodium/locked_arena.h"
#include "adapters/crypto/sodium/nonce_source.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// libsodium as crypto provider: suites 01 and 81. Suite 02 is AES and belongs to the OpenSSL provider.
class sodium_provider final : public crypto_provider {
public:
    /// `key_arena_size` is in bytes. Throws error crypto_failure when libsodium cannot start, out_of_locked_memory when
    /// there is no memory for the arena.
    explicit sodium_provider(nonce_drawing nonces = nonce_drawing::fast,
                             std::size_t key_arena_size = locked_arena::default_size);
    /// With an arena of the caller's, which outlives the provider and all it makes.
    sodium_provider(nonce_drawing nonces, locked_arena& keys);

    [[nodiscard]] std::string_view name() const noexcept override { return "sodium"; }
    [[nodiscard]] bool offers(suite which) const noexcept override;

    [[nodiscard]] std::unique_ptr<aead> make_aead(suite which, byte_view seal_key, byte_view nonce_key) const override;
    [[nodiscard]] std::unique_ptr<keyed_hash> make_hmac_sha256(byte_view key) const override;
    [[nodiscard]] std::unique_ptr<keyed_hash> make_hmac_sha512(byte_view key) const override;

    void wrap_seal(byte_view key, byte_view associated, byte_view plain, byte_span out) const override;
    [[nodiscard]] bool wrap_open(byte_view key, byte_view associated, byte_view sealed, byte_span out) const override;

    [[nodiscard]] std::array<std::uint8_t, 32> sha256(byte_view bytes) const override;
    void hash_passphrase(byte_view passphrase, byte_view salt16, passphrase_hash_cost cost,
                         byte_span out32) const override;
    void random(byte_span out) const override;

    [[nodiscard]] locked_arena& key_memory() const noexcept override { return keys_; }

private:
    std::unique_ptr<locked_arena> own_keys_;  // Empty when the arena is the caller's.
    locked_arena& keys_;
    nonce_source nonces_;
};

}  // namespace cellseal
