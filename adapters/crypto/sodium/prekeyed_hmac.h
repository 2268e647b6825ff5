#pragma once

#include <sodium.h>

#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// HMAC (RFC 2104) over a hash of libsodium. The state after the key's block is kept, in key memory, and copied for
/// each call: it saves two of the four compressions that a short message needs.
template <typename Hash>
class prekeyed_hmac final : public keyed_hash {
public:
    prekeyed_hmac(byte_view key, std::pmr::memory_resource& memory);

    void hash(std::initializer_list<byte_view> parts, byte_span out) const override;

private:
    secret_bytes keyed_state_;
};

struct hmac_sha256 {
    using state = crypto_auth_hmacsha256_state;
    static constexpr std::size_t size = crypto_auth_hmacsha256_BYTES;
};
struct hmac_sha512 {
    using state = crypto_auth_hmacsha512_state;
    static constexpr std::size_t size = crypto_auth_hmacsha512_BYTES;
};

extern template class prekeyed_hmac<hmac_sha256>;
extern template class prekeyed_hmac<hmac_sha512>;

}  // namespace cellseal
