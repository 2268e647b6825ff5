#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/keys/keyring_document.h"

namespace cellseal {

/// How far a key change has come (key_change_protocol.md). The keyring itself is the truth: whoever reads it knows what
/// is next, whatever was killed before.
enum class change_phase : std::uint8_t {
    none,       ///< No change is under way.
    prepared,   ///< S1 is done: the new keys are pending, and processes take up the new passphrase.
    resealing,  ///< S3 is done: the new keys seal, and values under the old ones are resealed (S4, S5).
    verified,   ///< S6 is done: no value lies under the old keys, which can still open until they are retired.
};

[[nodiscard]] std::string_view name_of(change_phase phase) noexcept;

/// A key change as the keyring tells it.
struct change_state {
    change_phase phase = change_phase::none;
    std::uint64_t generation = 1;
    std::uint64_t old_key = 0;  ///< Number of the data key that is replaced; 0 without a change.
    std::uint64_t new_key = 0;  ///< Number of the one that replaces it; without a change of the one that seals.
    std::string old_check;      ///< Key check of the organisation key made with it.
    std::string new_check;
    timestamp since = 0;  ///< When this phase began; without a change: when the present key began to seal.
    bool compromised = false;

    /// The data keys that are archived, by number: what `destroy` may destroy.
    std::vector<std::uint64_t> archived;
    std::vector<std::string> archived_checks;  ///< Of the organisation keys made with them, in the same order.
};

[[nodiscard]] change_state change_state_of(const keyring_document& keyring);

/// The record of one kind in a state; null when there is none. During a change there is at most one of each that is
/// pending, and one that is opening or suspect.
[[nodiscard]] const keyring_record* record_in(const keyring_document& keyring, record_kind kind, key_state state);
const keyring_record* record_in(keyring_document&&, record_kind, key_state) = delete;  // The record goes with it.

/// The record that is opening or suspect: what a change replaces. Null when there is none.
[[nodiscard]] const keyring_record* replaced_record(const keyring_document& keyring, record_kind kind);

/// The key check of the organisation key that was made together with data key `number`; empty when unknown.
[[nodiscard]] std::string key_check_of_number(const keyring_document& keyring, std::uint64_t number);

}  // namespace cellseal
