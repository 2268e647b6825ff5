#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/keys/record_id.h"
#include "plugin/keys/timestamp.h"

namespace cellseal {

/// One row of the audit trail (keyring_format.md, section 9). Names places and key checks, never a key or a value.
struct event {
    record_id id;
    std::optional<std::uint64_t> number;  ///< Its place in the chain, from 1; nothing while it is not chained.
    timestamp happened_at = 0;
    std::string who;                  ///< As the application names its user; never empty.
    std::string what;                 ///< "keyring_created": stable.
    std::string subject;              ///< What it happened to: an attribute, a key check, a slot.
    std::string reason;               ///< As given by the user.
    bool authenticated = true;        ///< False for what was written without a key: while none was open.
    std::vector<std::uint8_t> chain;  ///< 32 bytes; empty while it is not chained.

    bool operator==(const event&) const = default;
};

/// The names of all events for an attempt that was refused end so.
inline constexpr std::string_view refusal_ending = "_refused";

/// The audit trail's rows. Chained events are written together with the keyring whose head they move (keyring_store).
/// Threads: one at a time.
class event_log {
public:
    virtual ~event_log() = default;

    /// Calls `visit` for each chained event in the order of the chain. Memory is constant in their number.
    virtual void each_chained(const std::function<void(const event&)>& visit) = 0;

    /// The events that are not chained yet, oldest first; at most `most`.
    [[nodiscard]] virtual std::vector<event> unchained(std::size_t most) = 0;

    /// The refused attempts, chained or not, that happened from `from` to `until`, the latest first; at most `most`.
    [[nodiscard]] virtual std::vector<event> refusals(timestamp from, timestamp until, std::size_t most) = 0;

    /// Writes an event that nothing authenticates: no keyring is open, or it is left alone.
    virtual void add_unchained(const event& what) = 0;
};

}  // namespace cellseal
