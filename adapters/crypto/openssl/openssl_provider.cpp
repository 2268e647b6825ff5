#include "adapters/crypto/openssl/openssl_provider.h"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "adapters/crypto/openssl/fork_epoch.h"
#include "adapters/crypto/openssl/known_answer.h"
#include "adapters/crypto/openssl/openssl_failure.h"
#include "adapters/crypto/openssl/openssl_hmac.h"
#include "adapters/crypto/openssl/provided_aead.h"
#include "plugin/error/error.h"

namespace cellseal {

namespace {

// A wrap's key is used once, so its nonce may be fixed (keyring_format.md, section 4).
constexpr std::array<std::uint8_t, openssl::provided_aead::nonce_size> wrap_nonce{};

std::string provider_text(const OSSL_PROVIDER* provider, const char* parameter)
{
    const char* text = nullptr;
    OSSL_PARAM wanted[] = {OSSL_PARAM_construct_utf8_ptr(parameter, const_cast<char**>(&text), 0),
                           OSSL_PARAM_construct_end()};
    openssl::require(OSSL_PROVIDER_get_params(provider, wanted), "ask its provider for name and version");
    return text == nullptr ? "" : text;
}

// provided_aead takes an empty key for "the one before".
void require_wrap_key(byte_view key)
{
    if (key.size() != openssl::provided_aead::key_size) openssl::wrong_size("a wrap key");
}

}  // namespace

openssl_provider::openssl_provider(std::pmr::memory_resource& key_memory, const openssl_options& options)
    : key_memory_(key_memory),
      options_(options),
      library_(options.mode, options.fips),
      nonces_(library_.get(), options.drawing)
{
    (void)openssl::fork_epoch();  // Made before there are threads that a fork() could catch in its making.
    openssl::check_known_answer(library_);
}

bool openssl_provider::offers_wrap(wrap_algorithm which) const noexcept
{
    return which == wrap_algorithm::aes_256_gcm ||
           (which == wrap_algorithm::chacha20_poly1305 && library_.chacha20_poly1305() != nullptr);
}

bool openssl_provider::offers_kdf(passphrase_kdf which) const noexcept
{
    return which == passphrase_kdf::pbkdf2_hmac_sha512;
}

std::unique_ptr<aead> openssl_provider::make_aead(suite which, byte_view seal_key, byte_view) const
{
    if (!offers(which))
        throw error(
            errc::unknown_suite,
            fmt::format("OpenSSL does not offer suite {:02x}; choose suite 02 for this attribute, or the crypto "
                        "provider sodium",
                        static_cast<unsigned>(which)));
    return std::make_unique<openssl::xaes_aead>(library_, nonces_, options_.prefix, seal_key);
}

std::unique_ptr<keyed_hash> openssl_provider::make_hmac_sha256(byte_view key) const
{
    return std::make_unique<openssl::openssl_hmac>(library_.hmac(), "SHA2-256", 32, key);
}

std::unique_ptr<keyed_hash> openssl_provider::make_hmac_sha512(byte_view key) const
{
    return std::make_unique<openssl::openssl_hmac>(library_.hmac(), "SHA2-512", 64, key);
}

wrap_algorithm openssl_provider::wraps_by() const noexcept
{
    return library_.is_fips() ? wrap_algorithm::aes_256_gcm : wrap_algorithm::chacha20_poly1305;
}

const openssl::provided_cipher& openssl_provider::wrap_cipher(wrap_algorithm which) const
{
    if (which == wrap_algorithm::aes_256_gcm) return library_.aes_256_gcm();
    if (offers_wrap(which)) return *library_.chacha20_poly1305();
    throw error(errc::bad_setting,
                "the keyring is wrapped by ChaCha20-Poly1305, which OpenSSL's FIPS mode does not have; "
                "rewrap it by AES-256-GCM with OpenSSL in mode `standard` first");
}

void openssl_provider::wrap_seal(byte_view key, byte_view associated, byte_view plain, byte_span out) const
{
    wrap_seal_by(wrap_algorithm::chacha20_poly1305, key, associated, plain, out);
}

bool openssl_provider::wrap_open(byte_view key, byte_view associated, byte_view sealed, byte_span out) const
{
    return wrap_open_by(wrap_algorithm::chacha20_poly1305, key, associated, sealed, out);
}

void openssl_provider::wrap_seal_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view plain,
                                    byte_span out) const
{
    require_wrap_key(key);
    openssl::provided_aead(wrap_cipher(which)).seal(key, wrap_nonce, associated, plain, out);
}

bool openssl_provider::wrap_open_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view sealed,
                                    byte_span out) const
{
    require_wrap_key(key);
    const openssl::provided_cipher& cipher = wrap_cipher(which);
    if (sealed.size() < openssl::provided_aead::tag_size) {
        OPENSSL_cleanse(out.data(), out.size());
        return false;
    }
    return openssl::provided_aead(cipher).open(key, wrap_nonce, associated, sealed, out);
}

std::array<std::uint8_t, 32> openssl_provider::sha256(byte_view bytes) const
{
    std::array<std::uint8_t, 32> digest{};
    openssl::require(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, library_.sha256(), nullptr),
                     "hash by SHA-256");
    return digest;
}

void openssl_provider::hash_passphrase(byte_view passphrase, byte_view salt16, passphrase_hash_cost cost,
                                       byte_span out32) const
{
    if (!offers_kdf(cost.kdf()))
        throw error(errc::bad_setting,
                    "this key slot needs Argon2id, which OpenSSL does not have; open the keyring with "
                    "the crypto provider sodium and add a slot that uses PBKDF2-HMAC-SHA-512");
    if (salt16.size() != 16 || out32.size() != 32) openssl::wrong_size("a salt or the room for a wrapping key");
    constexpr std::string_view task = "hash a passphrase by PBKDF2";
    const openssl::kdf_context_handle context{openssl::require_made(EVP_KDF_CTX_new(library_.pbkdf2()), task)};
    char digest[] = "SHA2-512";
    unsigned char none = 0;  // OpenSSL wants an address for an empty passphrase as well.
    auto* const secret = passphrase.empty() ? &none : const_cast<std::uint8_t*>(passphrase.data());
    const OSSL_PARAM given[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, secret, passphrase.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, const_cast<std::uint8_t*>(salt16.data()), salt16.size()),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &cost.passes), OSSL_PARAM_construct_end()};
    openssl::require(EVP_KDF_derive(context.get(), out32.data(), out32.size(), given), task);
}

void openssl_provider::random(byte_span out) const
{
    openssl::require(RAND_priv_bytes_ex(library_.get(), out.data(), out.size(), 256), "draw random bytes");
}

openssl_status openssl_provider::status() const
{
    using enum openssl_status::self_test;
    const bool fips = library_.is_fips();
    openssl_status found{OpenSSL_version(OPENSSL_VERSION), provider_text(library_.provider(), OSSL_PROV_PARAM_NAME),
                         provider_text(library_.provider(), OSSL_PROV_PARAM_VERSION), fips, not_offered};
    if (fips) found.provider_self_test = OSSL_PROVIDER_self_test(library_.provider()) == 1 ? passed : failed;
    return found;
}

}  // namespace cellseal
