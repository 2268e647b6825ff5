#pragma once

#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// Suite 81: XChaCha20-Poly1305 whose nonce is BLAKE2b-192 keyed with K_syn over PAE(associated data, plain bytes), so
/// that equal values are sealed alike. Opening computes the nonce again and compares it.
class synthetic_aead final : public aead {
public:
    synthetic_aead(byte_view seal_key, byte_view nonce_key, std::pmr::memory_resource& memory);

    void seal(byte_view associated, byte_view plain, byte_span out) const override;
    [[nodiscard]] bool open(byte_view associated, byte_view sealed, byte_span out) const override;

private:
    void compute_nonce(byte_view associated, byte_view plain, byte_span nonce) const;

    secret_bytes seal_key_;
    secret_bytes nonce_key_;
};

}  // namespace cellseal
