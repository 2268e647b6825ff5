#pragma once

#include <sodium.h>

#include <array>
#include <string>

#include "tests/bench/contact_data.h"

namespace bench {

/// A contact as it is stored, with what it is found by.
struct hand_row : contact {
    std::string bidx_email;
};

/// What one finds in good applications: one key, libsodium's XChaCha20-Poly1305, a nonce of randombytes_buf in front,
/// libsodium's base64, the column's name as associated data; and an HMAC to find by.
class hand_cipher {
public:
    /// Keys of its own. Throws std::runtime_error where libsodium does not start.
    hand_cipher();

    [[nodiscard]] std::string seal(const std::string& plain, const std::string& column) const;
    /// Throws std::runtime_error.
    [[nodiscard]] std::string open(const std::string& stored, const std::string& column) const;
    [[nodiscard]] std::string token(const std::string& plain) const;

    /// The four secret members; the others as they are.
    [[nodiscard]] hand_row seal(const contact& plain) const;
    [[nodiscard]] contact open(const contact& stored) const;

private:
    std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES> key_{};
    std::array<unsigned char, crypto_auth_hmacsha256_KEYBYTES> index_key_{};
};

}  // namespace bench
