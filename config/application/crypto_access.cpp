#include "config/application/crypto_access.h"

#ifdef CELLSEAL_WITH_OPENSSL
#include "adapters/crypto/openssl/openssl_provider.h"
#endif

namespace cellseal::config {

crypto_access::crypto_access()
{
#ifdef CELLSEAL_WITH_OPENSSL
    openssl_ = std::make_unique<openssl_provider>(sodium_.key_memory());
    both_ = std::make_unique<combined_provider>(sodium_, *openssl_);
#endif
}

}  // namespace cellseal::config
