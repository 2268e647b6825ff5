#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "plugin/keys/record_id.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// What a wrap holds. The numbers are part of the format.
enum class wrap_kind : std::uint8_t {
    organisation_key = 1,  ///< Under a slot's key.
    data_key = 2,          ///< This and the following: under an organisation key.
    index_key = 3,
    passphrase = 4,  ///< The passphrase on record, for `show`.
    audit_key = 5,
};

/// How a slot's secret becomes the key that its wrap lies under. The numbers are part of the format.
enum class slot_hash_kind : std::uint8_t {
    argon2id = 1,  ///< Of a passphrase.
    pbkdf2 = 2,    ///< Of a passphrase, with the FIPS provider.
    none = 3,      ///< 32 random bytes as they are.
    token = 4,     ///< 32 random bytes that a PKCS #11 token has wrapped.
};

/// The parameters of a slot, in the clear in its wrap.
struct slot_hash {
    static constexpr std::size_t salt_size = 16;

    slot_hash_kind how = slot_hash_kind::none;
    passphrase_hash_cost cost{0, 0};
    std::array<std::uint8_t, salt_size> salt{};

    bool operator==(const slot_hash&) const = default;
};

/// The most that a passphrase hash may cost. What is read back from a keyring is held against it before it is used: who
/// can write the database could otherwise have every start ask for all memory.
inline constexpr passphrase_hash_cost dearest_passphrase_hash{16, std::uint64_t{1} << 30};
inline constexpr passphrase_hash_cost cheapest_passphrase_hash{1, 8192};
inline constexpr std::uint32_t fewest_pbkdf2_iterations = 210'000;
inline constexpr std::uint32_t most_pbkdf2_iterations = 10'000'000;

/// What a wrap is bound to.
struct wrap_place {
    std::string_view organisation;
    wrap_kind kind;
    std::uint64_t version;  ///< The keyring generation in which the record is written.
    record_id id;
};

/// Wraps `secret` under `parent` (keyring_format.md, section 4), opens the result again and compares. `hash` belongs to
/// kind organisation_key and to it alone. Throws error crypto_failure when the comparison fails.
[[nodiscard]] std::vector<std::uint8_t> wrap(const crypto_provider& crypto, const secret_bytes& parent,
                                             const wrap_place& place, const std::optional<slot_hash>& hash,
                                             const secret_bytes& secret);

/// The secret in `wrapped`.
///
/// Throws error:
///   keyring_damaged   the bytes are not what was written, or were written for another record;
///   wrong_passphrase  kind organisation_key only: the bytes are whole, and `parent` is not what they were wrapped
///   under; unknown_suite     wrapped by a crypto provider that this build has not.
[[nodiscard]] secret_bytes unwrap(const crypto_provider& crypto, const secret_bytes& parent, const wrap_place& place,
                                  byte_view wrapped);

/// The parameters in the wrap of slot `id`, not yet trusted but within their limits. Throws error keyring_damaged.
[[nodiscard]] slot_hash slot_hash_of(const crypto_provider& crypto, const record_id& id, byte_view wrapped);

}  // namespace cellseal
