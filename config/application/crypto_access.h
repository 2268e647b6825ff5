#pragma once

#include <memory>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "config/application/combined_provider.h"

namespace cellseal::config {

/// The crypto providers that this build has, as one: libsodium, and OpenSSL for the suites that only it offers.
class crypto_access {
public:
    /// Throws error crypto_failure, out_of_locked_memory.
    crypto_access();

    [[nodiscard]] const crypto_provider& provider() const noexcept
    {
        return both_ ? static_cast<const crypto_provider&>(*both_) : sodium_;
    }

private:
    sodium_provider sodium_;
    std::unique_ptr<const crypto_provider> openssl_;  // Null where the build has none.
    std::unique_ptr<const combined_provider> both_;
};

}  // namespace cellseal::config
