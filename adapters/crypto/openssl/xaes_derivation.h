#pragma once

#include <array>
#include <cstdint>

#include "adapters/crypto/openssl/evp_handle.h"

namespace cellseal::openssl {

/// The message key of XAES-256-GCM (c2sp.org/XAES-256-GCM, "Detailed key derivation algorithm").
///
/// It is NIST SP 800-108r1 in counter mode over AES-CMAC; the CMAC input is always one whole block, so C2SP spells it
/// as two calls of the block cipher on input ⊕ K1. Both blocks go through one call of AES-256-ECB here. Threads:
/// derive() belongs to one thread at a time; a copy may be made of one that nobody uses.
class xaes_derivation {
public:
    static constexpr std::size_t prefix_size = 12;

    /// `key` is 32 bytes and not kept: it lives on in OpenSSL's context, which wipes it. Throws error crypto_failure.
    xaes_derivation(const EVP_CIPHER& aes_256_ecb, byte_view key);

    /// The same key for another thread. Throws error crypto_failure.
    xaes_derivation(const xaes_derivation& other);
    xaes_derivation& operator=(const xaes_derivation&) = delete;
    ~xaes_derivation();

    /// The AES-256-GCM key of all values whose nonces begin with `prefix` (12 bytes) into `key32`.
    /// Throws error crypto_failure.
    void derive(byte_view prefix, byte_span key32);

private:
    using block = std::array<std::uint8_t, 16>;

    cipher_context_handle context_;
    block subkey_{};  // K1 of CMAC: as secret as the key.
};

}  // namespace cellseal::openssl
