#pragma once

#include <string>

#include "adapters/crypto/openssl/context_pool.h"
#include "adapters/crypto/openssl/evp_handle.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal::openssl {

/// HMAC (RFC 2104) under one key that is set up once; each hash starts from the prepared state.
/// Nothing of ours allocates in hash(), but OpenSSL 3.0 copies the prepared state into two small blocks of its own.
/// Threads: hash() from any number of threads at once, without a lock. The key is wiped with the object.
class openssl_hmac final : public keyed_hash {
public:
    /// `digest` is OpenSSL's name of a hash, `digest_size` its length. The key is not kept outside of OpenSSL's
    /// contexts. Throws error crypto_failure.
    openssl_hmac(EVP_MAC* hmac, std::string digest, std::size_t digest_size, byte_view key);

    void hash(std::initializer_list<byte_view> parts, byte_span out) const override;

private:
    // A type of ours around the handle: what the pool keeps.
    struct prepared {
        explicit prepared(EVP_MAC_CTX* owned) noexcept : context(owned) {}

        mac_context_handle context;
    };

    std::size_t digest_size_;
    mac_context_handle keyed_;  // Only ever copied from, by any thread.
    mutable context_pool<prepared> contexts_;
};

}  // namespace cellseal::openssl
