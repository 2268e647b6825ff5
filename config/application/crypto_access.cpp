#include "config/application/crypto_access.h"

#ifdef CELLSEAL_WITH_OPENSSL
#include "adapters/crypto/openssl/openssl_provider.h"
#else
#include "plugin/error/error.h"
#endif

namespace cellseal::config {

namespace {

#ifdef CELLSEAL_WITH_OPENSSL

std::unique_ptr<const crypto_provider> make_openssl(std::pmr::memory_resource& key_memory, const crypto_settings& from)
{
    openssl_options options;
    options.mode = from.fips ? openssl::mode::fips : openssl::mode::standard;
    options.prefix = from.batch_prefixes ? openssl::nonce_prefix::batch : openssl::nonce_prefix::fresh;
    options.drawing = from.paranoid_nonces ? openssl::nonce_drawing::paranoid : openssl::nonce_drawing::fast;
    options.fips = {from.fips_configuration, from.fips_modules};
    return std::make_unique<openssl_provider>(key_memory, options);
}

#else

std::unique_ptr<const crypto_provider> make_openssl(std::pmr::memory_resource&, const crypto_settings& from)
{
    if (!from.fips) return nullptr;
    throw error(errc::bad_setting, spelled(from.at) +
                                       ": fips = true needs OpenSSL, which this cellseal was built without; "
                                       "build it where libssl-dev is installed");
}

#endif

}  // namespace

crypto_access::crypto_access(const crypto_settings& from)
    : fips_(from.fips), openssl_(make_openssl(sodium_.key_memory(), from))
{
    if (openssl_ && !fips_) both_ = std::make_unique<combined_provider>(sodium_, *openssl_);
}

}  // namespace cellseal::config
