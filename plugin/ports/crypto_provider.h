#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <memory_resource>
#include <string_view>

#include "plugin/bytes.h"
#include "plugin/values/suite.h"

namespace cellseal {

/// Authenticated encryption with associated data (RFC 5116) under one key, ready to use.
///
/// Layout of a seal: nonce (24) ‖ ciphertext (as long as the plain bytes) ‖ authentication tag (16).
/// Threads: all members may be called at once from any number of threads.
class aead {
public:
    static constexpr std::size_t nonce_size = 24;
    static constexpr std::size_t tag_size = 16;
    static constexpr std::size_t overhead = nonce_size + tag_size;

    virtual ~aead() = default;

    /// Seals `plain`, bound to `associated`, into `out`, which is `plain.size() + overhead` long and may not overlap.
    /// Draws the nonce itself (for a synthetic suite: computes it).
    virtual void seal(byte_view associated, byte_view plain, byte_span out) const = 0;

    /// True, and `out` (as long as the ciphertext) holds the plain bytes; or false, and `out` is all zero. It does not
    /// say why. For a synthetic suite the nonce is recomputed and compared as well.
    [[nodiscard]] virtual bool open(byte_view associated, byte_view sealed, byte_span out) const = 0;
};

/// A keyed hash under one key, ready to use. Threads: as aead.
class keyed_hash {
public:
    virtual ~keyed_hash() = default;
    /// The hash of the parts one after the other; `out` takes its first out.size() bytes.
    virtual void hash(std::initializer_list<byte_view> parts, byte_span out) const = 0;
};

/// Parameters of the passphrase hash, as they lie in a key slot.
struct passphrase_hash_cost {
    std::uint32_t passes = 3;
    std::uint64_t memory_bytes = std::uint64_t{64} * 1024 * 1024;

    bool operator==(const passphrase_hash_cost&) const = default;
};

/// libsodium or OpenSSL behind one door; the only place primitives come from.
///
/// Threads: all members may be called at once from any number of threads. Lifetime: outlives what it makes.
class crypto_provider {
public:
    virtual ~crypto_provider() = default;

    [[nodiscard]] virtual std::string_view name() const noexcept = 0;
    [[nodiscard]] virtual bool offers(suite which) const noexcept = 0;

    /// `seal_key` is K_seal; `nonce_key` is K_syn, used by the synthetic suite only and else empty.
    /// Throws error unknown_suite when the provider does not offer it.
    [[nodiscard]] virtual std::unique_ptr<aead> make_aead(suite which, byte_view seal_key, byte_view nonce_key) const = 0;

    [[nodiscard]] virtual std::unique_ptr<keyed_hash> make_hmac_sha256(byte_view key) const = 0;
    [[nodiscard]] virtual std::unique_ptr<keyed_hash> make_hmac_sha512(byte_view key) const = 0;

    /// ChaCha20-Poly1305-IETF with a nonce of zeros, for wraps only: their key is used once (keyring_format.md, section 4).
    /// `out` of wrap_seal holds ciphertext ‖ tag (16).
    virtual void wrap_seal(byte_view key, byte_view associated, byte_view plain, byte_span out) const = 0;
    [[nodiscard]] virtual bool wrap_open(byte_view key, byte_view associated, byte_view sealed, byte_span out) const = 0;

    [[nodiscard]] virtual std::array<std::uint8_t, 32> sha256(byte_view bytes) const = 0;

    /// Argon2id, one lane. Throws error crypto_failure when the memory cannot be had.
    virtual void hash_passphrase(byte_view passphrase, byte_view salt16, passphrase_hash_cost cost, byte_span out32) const = 0;

    /// Uniform bytes from the operating system's generator.
    virtual void random(byte_span out) const = 0;

    /// Where keys lie: one locked arena, wiped on release and left out of core dumps. A forked child keeps its copy, for a
    /// server that forks after start-up must be able to open values.
    [[nodiscard]] virtual std::pmr::memory_resource& key_memory() const noexcept = 0;
};

}  // namespace cellseal
