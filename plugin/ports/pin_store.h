#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace cellseal {

/// What a process remembers of the keyring outside the database, so that who can write the database cannot put an older
/// or another one in its place (keyring_format.md, section 4; key_change_protocol.md).
struct key_pin {
    std::uint64_t generation = 0;  ///< The highest seen.
    std::string key_check;         ///< Of the organisation key then.
    std::string next_key_check;    ///< Of the pending organisation key of a change that was seen; empty when none.

    bool operator==(const key_pin&) const = default;
};

/// Keeps the pin beside the key source, of whatever kind that is. Threads: one at a time.
class pin_store {
public:
    virtual ~pin_store() = default;

    [[nodiscard]] virtual std::string place() const = 0;
    /// Nothing when no pin was ever written. Throws error key_source_unreadable or key_source_insecure.
    [[nodiscard]] virtual std::optional<key_pin> read() = 0;
    /// Replaces the pin in one step. Throws error key_source_unreadable when it cannot be written.
    virtual void write(const key_pin& pin) = 0;
};

}  // namespace cellseal
