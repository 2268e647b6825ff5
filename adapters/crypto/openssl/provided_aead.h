#pragma once

#include "adapters/crypto/openssl/provided_cipher.h"
#include "plugin/bytes.h"

namespace cellseal::openssl {

/// One AEAD cipher of OpenSSL (AES-256-GCM, NIST SP 800-38D, or ChaCha20-Poly1305, RFC 8439) on a context that is used
/// again and again: nothing is allocated per call.
///
/// Nonces are given by the caller here, so this is no door for users: xaes_aead draws them, and a wrap's key is used
/// once. Threads: belongs to one at a time. Lifetime: `cipher` outlives it; the key in the context is wiped with it.
class provided_aead {
public:
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t nonce_size = 12;
    static constexpr std::size_t tag_size = 16;

    /// Throws error crypto_failure.
    explicit provided_aead(const provided_cipher& cipher) : cipher_(cipher), context_(cipher.new_context()) {}

    /// Writes ciphertext ‖ tag to `out`, which is tag_size longer than `plain`. `key` is 32 bytes, or empty to keep the
    /// key of the call before: one call sets key and nonce because that is what OpenSSL does quickest.
    /// Throws error crypto_failure.
    void seal(byte_view key, byte_view nonce, byte_view associated, byte_view plain, byte_span out);

    /// The same with a nonce that OpenSSL draws inside its module and writes to `nonce`, as FIPS 140 wants it
    /// (NIST SP 800-38D section 8.2.2). OpenSSL does that for the first seal of a context only: a second call fails.
    /// Throws error crypto_failure.
    void seal_under_own_nonce(byte_view key, byte_span nonce, byte_view associated, byte_view plain, byte_span out);

    /// False, and `out` (tag_size shorter than `sealed`) all zero, when the tag does not fit.
    /// Throws error crypto_failure when OpenSSL fails otherwise.
    [[nodiscard]] bool open(byte_view key, byte_view nonce, byte_view associated, byte_view sealed, byte_span out);

private:
    void update(byte_view in, std::uint8_t* out, std::string_view task);
    void encrypt(byte_view associated, byte_view plain, byte_span out);
    void read(const char* parameter, byte_span out);

    const provided_cipher& cipher_;
    provided_cipher::context context_;
};

}  // namespace cellseal::openssl
