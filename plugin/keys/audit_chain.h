#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/event_log.h"
#include "plugin/ports/stored_table.h"

namespace cellseal {

/// The table of the audit trail (keyring_format.md, section 9).
extern const stored_table event_table;
inline constexpr std::size_t event_id_column = 0;
inline constexpr std::size_t event_number_column = 1;

/// Throws error keyring_damaged for a row that no cellseal has written.
[[nodiscard]] event event_from(const stored_row& row);
[[nodiscard]] stored_row to_row(const event& what);

/// The keyed hash that runs through the audit trail (keyring_format.md, section 4): each event's covers the one before,
/// so that a row that is changed, removed or cut off is found. The head and the count are in the MACed keyring.
///
/// It does not find the whole database put back to an earlier day: that needs a copy of the head outside.
class audit_chain {
public:
    using hash = std::array<std::uint8_t, 32>;

    /// At the beginning of the chain, or after `count` events with the hash `head`. References outlive it.
    audit_chain(const crypto_provider& crypto, const secret_bytes& audit_key, std::string organisation);
    audit_chain(const crypto_provider& crypto, const secret_bytes& audit_key, std::string organisation,
                std::uint64_t count, byte_view head);

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    [[nodiscard]] const hash& head() const noexcept { return head_; }

    /// Gives `next` its number and hash.
    void append(event& next);

    /// Whether `next` is the event that was chained here; moves on if it is.
    [[nodiscard]] bool follows(const event& next);

private:
    [[nodiscard]] hash hash_after(const event& next, std::uint64_t number) const;

    std::string organisation_;
    std::unique_ptr<keyed_hash> keyed_;
    std::uint64_t count_ = 0;
    hash head_{};
};

/// What `audit verify` says.
struct audit_finding {
    std::uint64_t whole_up_to = 0;  ///< Events from the first that are as they were written.
    std::uint64_t expected = 0;     ///< Events on record in the keyring.
    std::string fault;  ///< Empty when the trail is whole; else what is wrong with the event after the last good one.
};

/// Holds the rows of `log` against the count and head of an authentic keyring.
[[nodiscard]] audit_finding verify_audit(event_log& log, audit_chain beginning, std::uint64_t count, byte_view head);

}  // namespace cellseal
