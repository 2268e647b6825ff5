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

/// What a wrap is sealed by: the algorithm byte of keyring_format.md, section 4.
enum class wrap_algorithm : std::uint8_t { chacha20_poly1305 = 1, aes_256_gcm = 2 };

/// What turns a passphrase into a wrapping key: the KDF id of keyring_format.md, section 4.
enum class passphrase_kdf : std::uint8_t { argon2id = 1, pbkdf2_hmac_sha512 = 2 };

/// Parameters of the passphrase hash, as they lie in a key slot.
struct passphrase_hash_cost {
    std::uint32_t passes = 3;                                      ///< For PBKDF2: iterations.
    std::uint64_t memory_bytes = std::uint64_t{64} * 1024 * 1024;  ///< 0 exactly for PBKDF2.

    [[nodiscard]] constexpr passphrase_kdf kdf() const noexcept
    {
        return memory_bytes == 0 ? passphrase_kdf::pbkdf2_hmac_sha512 : passphrase_kdf::argon2id;
    }
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

    /// What new wraps are sealed by, and whether old ones that were sealed by `which` can be opened.
    [[nodiscard]] virtual wrap_algorithm wraps_by() const noexcept { return wrap_algorithm::chacha20_poly1305; }
    [[nodiscard]] virtual bool offers_wrap(wrap_algorithm which) const noexcept { return which == wraps_by(); }

    /// wrap_seal and wrap_open by an algorithm of choice, for a keyring that another provider wrote or will read.
    /// Throws error bad_setting when the provider does not offer it.
    virtual void wrap_seal_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view plain,
                              byte_span out) const;
    [[nodiscard]] virtual bool wrap_open_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view sealed,
                                            byte_span out) const;

    [[nodiscard]] virtual std::array<std::uint8_t, 32> sha256(byte_view bytes) const = 0;

    /// What new slots turn a passphrase into a wrapping key by, and at what cost; and whether slots by `which` open.
    [[nodiscard]] virtual passphrase_hash_cost default_cost() const noexcept { return {}; }
    [[nodiscard]] virtual bool offers_kdf(passphrase_kdf which) const noexcept { return which == default_cost().kdf(); }

    /// By cost.kdf(): Argon2id, one lane, or PBKDF2-HMAC-SHA-512. Throws error: crypto_failure when the memory cannot be
    /// had; bad_setting when the provider does not offer it.
    virtual void hash_passphrase(byte_view passphrase, byte_view salt16, passphrase_hash_cost cost, byte_span out32) const = 0;

    /// Uniform bytes from the operating system's generator.
    virtual void random(byte_span out) const = 0;

    /// Where keys lie: one locked arena, wiped on release and left out of core dumps. A forked child keeps its copy, for a
    /// server that forks after start-up must be able to open values.
    [[nodiscard]] virtual std::pmr::memory_resource& key_memory() const noexcept = 0;
};

}  // namespace cellseal
