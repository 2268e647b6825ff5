#pragma once

#include <memory>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "config/application/combined_provider.h"
#include "config/settings/settings.h"

namespace cellseal::config {

/// The crypto providers that this build has, as one: libsodium, and OpenSSL for the suites that only it offers.
/// With fips switched on, OpenSSL's FIPS provider alone; libsodium then only lends the locked memory for keys.
class crypto_access {
public:
    /// Throws error bad_setting (fips without OpenSSL or without a FIPS provider), crypto_failure,
    /// out_of_locked_memory.
    explicit crypto_access(const crypto_settings& from);

    [[nodiscard]] const crypto_provider& provider() const noexcept
    {
        if (fips_) return *openssl_;
        return both_ ? static_cast<const crypto_provider&>(*both_) : sodium_;
    }

private:
    bool fips_;
    sodium_provider sodium_;
    std::unique_ptr<const crypto_provider> openssl_;  // Null where the build has none.
    std::unique_ptr<const combined_provider> both_;
};

}  // namespace cellseal::config
