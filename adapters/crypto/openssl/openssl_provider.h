#pragma once

#include <string>

#include "adapters/crypto/openssl/library_context.h"
#include "adapters/crypto/openssl/nonce_source.h"
#include "adapters/crypto/openssl/xaes_aead.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// What the settings say about OpenSSL.
struct openssl_options {
    openssl::mode mode = openssl::mode::standard;
    openssl::nonce_prefix prefix = openssl::nonce_prefix::fresh;
    openssl::nonce_drawing drawing = openssl::nonce_drawing::fast;
    openssl::fips_installation fips = {};  ///< Looked at in mode fips only.
};

/// What is told about OpenSSL when somebody asks for the state of the plugin.
struct openssl_status {
    enum class self_test { passed, failed, not_offered };

    std::string library;           ///< For instance "OpenSSL 3.0.15 3 Sep 2024".
    std::string provider;          ///< For instance "OpenSSL FIPS Provider".
    std::string provider_version;  ///< Of the provider, which may differ from the library's.
    bool fips = false;  ///< Whether everything comes from a FIPS provider. Its validation is not checked here.
    self_test provider_self_test = self_test::not_offered;  ///< Run anew by status(); the default provider has none.
};

/// The crypto provider over OpenSSL 3.0 or newer: suite 02 (XAES-256-GCM), HMAC, wraps by ChaCha20-Poly1305 and
/// AES-256-GCM, passphrases by PBKDF2-HMAC-SHA-512. It has neither the suites 01 and 81 nor Argon2id.
///
/// Mode fips can help to meet FIPS 140-3 with a validated provider; it takes every primitive from that provider and
/// fails without one. Wraps are AES-256-GCM only then.
///
/// Keys in use lie in OpenSSL's own contexts, wiped when freed, but in ordinary memory.
/// Threads: all members at once, no lock where values are sealed, opened or hashed. Lifetime: outlives what it makes;
/// `key_memory` outlives it.
class openssl_provider final : public crypto_provider {
public:
    /// Throws error: bad_setting (see openssl::library_context), crypto_failure (also when the known answer differs).
    explicit openssl_provider(std::pmr::memory_resource& key_memory, const openssl_options& options = {});

    [[nodiscard]] std::string_view name() const noexcept override { return "openssl"; }
    [[nodiscard]] bool offers(suite which) const noexcept override { return which == suite::xaes_256_gcm; }
    [[nodiscard]] bool offers_wrap(wrap_algorithm which) const noexcept override;
    [[nodiscard]] bool offers_kdf(passphrase_kdf which) const noexcept override;

    [[nodiscard]] std::unique_ptr<aead> make_aead(suite which, byte_view seal_key, byte_view nonce_key) const override;
    [[nodiscard]] std::unique_ptr<keyed_hash> make_hmac_sha256(byte_view key) const override;
    [[nodiscard]] std::unique_ptr<keyed_hash> make_hmac_sha512(byte_view key) const override;

    void wrap_seal(byte_view key, byte_view associated, byte_view plain, byte_span out) const override;
    [[nodiscard]] bool wrap_open(byte_view key, byte_view associated, byte_view sealed, byte_span out) const override;
    [[nodiscard]] wrap_algorithm wraps_by() const noexcept override;
    void wrap_seal_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view plain,
                      byte_span out) const override;
    [[nodiscard]] bool wrap_open_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view sealed,
                                    byte_span out) const override;

    [[nodiscard]] std::array<std::uint8_t, 32> sha256(byte_view bytes) const override;

    /// PBKDF2-HMAC-SHA-512 with cost.passes iterations when cost.memory_bytes is 0. Anything else asks for Argon2id:
    /// throws error bad_setting, which says what to do.
    void hash_passphrase(byte_view passphrase, byte_view salt16, passphrase_hash_cost cost,
                         byte_span out32) const override;
    [[nodiscard]] passphrase_hash_cost default_cost() const noexcept override { return {210'000, 0}; }

    /// From the provider's generator for secrets, which seeds itself from the operating system and anew after fork().
    void random(byte_span out) const override;
    [[nodiscard]] std::pmr::memory_resource& key_memory() const noexcept override { return key_memory_; }

    /// Runs the provider's self-test: milliseconds. Throws error crypto_failure when the provider tells nothing.
    [[nodiscard]] openssl_status status() const;

private:
    [[nodiscard]] const openssl::provided_cipher& wrap_cipher(wrap_algorithm which) const;

    std::pmr::memory_resource& key_memory_;
    openssl_options options_;
    openssl::library_context library_;
    openssl::nonce_source nonces_;
};

}  // namespace cellseal
