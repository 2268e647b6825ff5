#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "plugin/keys/key_id.h"
#include "plugin/keys/key_state.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// An attribute key ready to use (sealed_value_format.md, section 2).
struct attribute_key {
    key_id id;
    suite sealed_with = suite::xchacha20_poly1305;
    key_state state = key_state::sealing;
    std::unique_ptr<aead> cipher;
};

/// A blind-index key ready to use (sealed_value_format.md, section 7).
struct index_key {
    std::uint32_t version = 1;
    key_state state = key_state::sealing;
    std::unique_ptr<keyed_hash> hash;
};

/// All keys of one attribute: those of the suite that seals now, newest first, then those of its older suites on
/// record.
struct attribute_keys {
    suite seals_with = suite::xchacha20_poly1305;
    std::vector<attribute_key> keys;
    std::vector<index_key> index_keys;
    /// What every text begins with that sealing() seals; zeros when no key is in state sealing. Most values that are
    /// read begin so, and to compare it costs less than to take the header apart.
    std::array<char, 28> sealing_header{};

    /// Null when no key is in state sealing.
    [[nodiscard]] const attribute_key* sealing() const noexcept;
    [[nodiscard]] const index_key* indexing() const noexcept;
    /// Null when the id is not this attribute's.
    [[nodiscard]] const attribute_key* find(const key_id& id) const noexcept;
    /// The key of comparison slot n: 0 the sealing one, then the other live ones, newest first; null past the end. Live
    /// are the keys whose values may still lie in the database: pending, sealing, opening, suspect.
    [[nodiscard]] const attribute_key* live(std::size_t slot) const noexcept;
    [[nodiscard]] const index_key* live_index(std::size_t slot) const noexcept;
};

}  // namespace cellseal
