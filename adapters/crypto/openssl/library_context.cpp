#include "adapters/crypto/openssl/library_context.h"

#include <string_view>

#include <fmt/format.h>
#include <openssl/conf.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "adapters/crypto/openssl/openssl_failure.h"
#include "plugin/error/error.h"

namespace cellseal::openssl {

namespace {

struct openssl_text_deleter {
    void operator()(char* text) const noexcept { OPENSSL_free(text); }
};

[[noreturn]] void no_fips(std::string_view step, std::string_view place)
{
    throw error(
        errc::bad_setting,
        fmt::format("the settings ask for OpenSSL in FIPS mode, but it {} {} ({}), so nothing is sealed or opened; "
                    "install a validated FIPS provider (Debian has none), run `openssl fipsinstall`, include its "
                    "output in that configuration file, or choose the mode `standard`",
                    step, place, take_reason()));
}

std::string configuration_file_or_default(const std::string& given)
{
    if (!given.empty()) return given;
    const std::unique_ptr<char, openssl_text_deleter> found{CONF_get1_default_config_file()};
    return found ? found.get() : "";
}

}  // namespace

library_context::library_context(mode which, const fips_installation& installation)
    : mode_(which), library_(require_made(OSSL_LIB_CTX_new(), "make a library context"))
{
    if (is_fips())
        load_fips(installation);
    else
        load_standard();
    fetch_all();
    check_owners();
}

void library_context::load_standard()
{
    provider_.reset(require_made(OSSL_PROVIDER_load(library_.get(), "default"), "load its default provider"));
}

void library_context::load_fips(const fips_installation& installation)
{
    const std::string file = configuration_file_or_default(installation.configuration_file);
    const std::string& folder = installation.module_folder;
    if (!folder.empty() && OSSL_PROVIDER_set_default_search_path(library_.get(), folder.c_str()) != 1)
        no_fips("cannot search the folder", folder);
    if (OSSL_LIB_CTX_load_config(library_.get(), file.c_str()) != 1)
        no_fips("cannot load the configuration file", file);
    provider_.reset(OSSL_PROVIDER_load(library_.get(), "fips"));
    if (!provider_) no_fips("finds no working FIPS provider with the configuration file", file);
    // The configuration file may switch on other providers as well: from here on none of them answers a fetch.
    if (EVP_set_default_properties(library_.get(), "fips=yes") != 1) no_fips("cannot be held to FIPS with", file);
}

void library_context::fetch_all()
{
    OSSL_LIB_CTX* const from = library_.get();
    aes_256_ecb_.reset(require_made(EVP_CIPHER_fetch(from, "AES-256-ECB", nullptr), "fetch AES-256-ECB"));
    aes_256_gcm_.emplace(
        cipher_handle{require_made(EVP_CIPHER_fetch(from, "AES-256-GCM", nullptr), "fetch AES-256-GCM")});
    hmac_.reset(require_made(EVP_MAC_fetch(from, "HMAC", nullptr), "fetch HMAC"));
    sha256_.reset(require_made(EVP_MD_fetch(from, "SHA2-256", nullptr), "fetch SHA-256"));
    pbkdf2_.reset(require_made(EVP_KDF_fetch(from, "PBKDF2", nullptr), "fetch PBKDF2"));
    if (!is_fips())
        chacha20_poly1305_.emplace(cipher_handle{
            require_made(EVP_CIPHER_fetch(from, "ChaCha20-Poly1305", nullptr), "fetch ChaCha20-Poly1305")});
}

void library_context::check_owners() const
{
    EVP_RAND_CTX* const generator = require_made(RAND_get0_public(get()), "start its random generator");
    check_owner(EVP_RAND_get0_provider(EVP_RAND_CTX_get0_rand(generator)), "random bytes");
    check_owner(EVP_CIPHER_get0_provider(aes_256_ecb_.get()), "AES-256-ECB");
    check_owner(EVP_CIPHER_get0_provider(&aes_256_gcm_->fetched()), "AES-256-GCM");
    check_owner(EVP_MAC_get0_provider(hmac_.get()), "HMAC");
    check_owner(EVP_MD_get0_provider(sha256_.get()), "SHA-256");
    check_owner(EVP_KDF_get0_provider(pbkdf2_.get()), "PBKDF2");
}

void library_context::check_owner(const OSSL_PROVIDER* owner, std::string_view algorithm) const
{
    if (owner == provider_.get()) return;
    throw error(errc::crypto_failure, fmt::format("OpenSSL gives {} from another provider than the settings ask for; "
                                                  "look at the providers in its configuration file",
                                                  algorithm));
}

}  // namespace cellseal::openssl
