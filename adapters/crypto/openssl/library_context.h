#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/crypto/openssl/evp_handle.h"
#include "adapters/crypto/openssl/provided_cipher.h"

namespace cellseal::openssl {

/// Which implementations OpenSSL may use.
enum class mode {
    standard,  ///< OpenSSL's own default provider.
    fips,      ///< A FIPS provider and nothing else; without one there is no provider at all.
};

/// Where the FIPS provider of this machine lies. Empty texts mean OpenSSL's own places (`openssl version -d -m`).
struct fips_installation {
    std::string configuration_file;  ///< An openssl.cnf that includes what `openssl fipsinstall` wrote.
    std::string module_folder;       ///< The folder of fips.so.
};

/// A private OSSL_LIB_CTX with what we use of it fetched once.
///
/// Private: neither the application's openssl.cnf nor its providers change what we compute, and ours do not change what
/// the application computes. Threads: all const members may be used at once.
class library_context {
public:
    /// Throws error: bad_setting (mode fips, and no FIPS provider can be loaded; the message says how to get there),
    /// crypto_failure.
    library_context(mode which, const fips_installation& installation);

    [[nodiscard]] OSSL_LIB_CTX* get() const noexcept { return library_.get(); }
    [[nodiscard]] OSSL_PROVIDER* provider() const noexcept { return provider_.get(); }

    [[nodiscard]] bool is_fips() const noexcept { return mode_ == mode::fips; }

    [[nodiscard]] const EVP_CIPHER& aes_256_ecb() const noexcept { return *aes_256_ecb_; }
    [[nodiscard]] const provided_cipher& aes_256_gcm() const noexcept { return *aes_256_gcm_; }
    /// Null in mode fips: no FIPS provider has it.
    [[nodiscard]] const provided_cipher* chacha20_poly1305() const noexcept
    {
        return chacha20_poly1305_ ? &*chacha20_poly1305_ : nullptr;
    }
    [[nodiscard]] EVP_MAC* hmac() const noexcept { return hmac_.get(); }
    [[nodiscard]] const EVP_MD* sha256() const noexcept { return sha256_.get(); }
    [[nodiscard]] EVP_KDF* pbkdf2() const noexcept { return pbkdf2_.get(); }

private:
    void load_standard();
    void load_fips(const fips_installation& installation);
    void fetch_all();
    void check_owners() const;
    void check_owner(const OSSL_PROVIDER* owner, std::string_view algorithm) const;

    mode mode_;
    library_handle library_;  // Before what lives in it, so that it goes last.
    provider_handle provider_;
    cipher_handle aes_256_ecb_;
    std::optional<provided_cipher> aes_256_gcm_;
    std::optional<provided_cipher> chacha20_poly1305_;
    mac_handle hmac_;
    digest_handle sha256_;
    kdf_handle pbkdf2_;
};

}  // namespace cellseal::openssl
