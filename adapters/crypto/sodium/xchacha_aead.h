#pragma once

#include "adapters/crypto/sodium/nonce_source.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// XChaCha20-Poly1305 with a fresh random nonce: suite 01.
class xchacha_aead final : public aead {
public:
    xchacha_aead(byte_view key, nonce_source nonces, std::pmr::memory_resource& memory);

    void seal(byte_view associated, byte_view plain, byte_span out) const override;
    [[nodiscard]] bool open(byte_view associated, byte_view sealed, byte_span out) const override;

private:
    secret_bytes key_;
    nonce_source nonces_;
};

/// The cipher of suites 01 and 81 under a nonce that already stands in front of `out` (nonce ‖ ciphertext ‖ tag).
namespace xchacha {

inline constexpr std::size_t key_size = 32;

/// Throws error crypto_failure when a size does not fit: a mistake of the caller's.
void seal_under_nonce(const secret_bytes& key, byte_view associated, byte_view plain, byte_span out);
[[nodiscard]] bool open(const secret_bytes& key, byte_view associated, byte_view sealed, byte_span out);

}  // namespace xchacha

}  // namespace cellseal
