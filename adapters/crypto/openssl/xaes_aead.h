#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "adapters/crypto/openssl/context_pool.h"
#include "adapters/crypto/openssl/library_context.h"
#include "adapters/crypto/openssl/nonce_source.h"
#include "adapters/crypto/openssl/provided_aead.h"
#include "adapters/crypto/openssl/xaes_derivation.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal::openssl {

/// How the first 12 bytes of a nonce, from which XAES derives the message key, are chosen.
enum class nonce_prefix {
    fresh,  ///< Anew for every value.
    batch,  ///< Kept for up to 2^16 values and one second by one thread and attribute key: xaes_batches.md.
};

/// Suite 02, XAES-256-GCM (c2sp.org/XAES-256-GCM), under one attribute key.
///
/// Guarantee: as `aead`; any XAES reader opens what it seals, whatever the policy. Not committing: the key id is
/// (sealed_value_format.md, section 2). Keys lie in OpenSSL's contexts, which wipe them when this object ends; they are
/// ordinary memory, not the locked arena.
/// In FIPS mode the last 12 bytes of a nonce are drawn inside OpenSSL's module, on a context of their own for every
/// value, which costs more and allocates: fips_mode.md. Threads: all members at once from any number of threads,
/// without a lock. Lifetime: `library` and `nonces` outlive it.
class xaes_aead final : public aead {
public:
    /// Message keys that an opener remembers by their prefix, for each thread at work.
    static constexpr std::size_t remembered_keys = 8;
    /// Values that one prefix serves at most.
    static constexpr std::uint32_t batch_size = 1U << 16;

    /// `key` is 32 bytes and not kept. Throws error crypto_failure.
    xaes_aead(const library_context& library, const nonce_source& nonces, nonce_prefix policy, byte_view key);
    ~xaes_aead() override;

    void seal(byte_view associated, byte_view plain, byte_span out) const override;
    [[nodiscard]] bool open(byte_view associated, byte_view sealed, byte_span out) const override;

private:
    struct message_cipher;
    struct contexts;

    [[nodiscard]] context_pool<contexts>::lease take_contexts() const;
    void take_batch_prefix(contexts& mine, byte_span prefix) const;
    void start_batch(contexts& mine) const;

    const library_context& library_;
    const nonce_source& nonces_;
    nonce_prefix policy_;
    xaes_derivation derivation_;  // Only ever copied from, by any thread.
    mutable context_pool<contexts> contexts_;
};

}  // namespace cellseal::openssl
