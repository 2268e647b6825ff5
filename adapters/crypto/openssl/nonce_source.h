#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "adapters/crypto/openssl/context_pool.h"
#include "plugin/bytes.h"

typedef struct ossl_lib_ctx_st OSSL_LIB_CTX;

namespace cellseal::openssl {

/// How nonces come from the generator.
enum class nonce_drawing {
    fast,      ///< A few thousand bytes at a time, used up or thrown away within a second.
    paranoid,  ///< Each by a call of the generator, with fresh system bytes mixed in: some 40 times slower.
};

/// Milliseconds of a monotonic clock that is read without a system call, a few of them coarse.
[[nodiscard]] std::uint64_t coarse_milliseconds() noexcept;

/// Random bytes for nonces from the generator (NIST SP 800-90A) of OpenSSL's library context, at some 10 ns each.
///
/// Every refill mixes 32 fresh bytes of the operating system in, and a buffer is thrown away after a second and in the
/// child of a fork(): that bounds what a cloned virtual machine can repeat (sealed_value_format.md, section 6).
/// Nonces are public once used, so the buffers are ordinary memory.
/// Threads: all members may be called at once. Lifetime: the library context outlives it.
class nonce_source {
public:
    nonce_source(OSSL_LIB_CTX* library, nonce_drawing how) noexcept : library_(library), how_(how) {}

    /// Fills `out` (at most 64 bytes). Throws error crypto_failure.
    void draw(byte_span out) const;

private:
    struct buffer {
        std::array<std::uint8_t, 4096> bytes;
        std::size_t used = sizeof bytes;
        std::uint64_t filled_at = 0;
        std::uint64_t epoch = 0;
    };

    void refill(buffer& which) const;
    void generate(byte_span out) const;

    OSSL_LIB_CTX* library_;
    nonce_drawing how_;
    mutable context_pool<buffer> buffers_;
};

/// How long, in milliseconds, a buffer of random bytes or a nonce prefix may be used.
inline constexpr std::uint64_t freshness = 1000;

}  // namespace cellseal::openssl
