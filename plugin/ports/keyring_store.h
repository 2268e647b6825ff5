#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/attributes/catalogue_entry.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/ports/event_log.h"

namespace cellseal {

/// One write of the keyring: the next document, and the rows that belong to it.
struct keyring_change {
    keyring_document next;
    std::uint64_t expected_generation = 0;    ///< The generation that `next` replaces, its own where only events are
                                              ///< added; 0: there is no keyring yet.
    std::vector<event> events;                ///< Chained by `next`; those in the table by id are replaced.
    std::vector<catalogue_entry> attributes;  ///< New rows of the catalogue, covered by next's catalogue hash.

    /// How many events the keyring has that `next` replaces.
    [[nodiscard]] std::uint64_t expected_events() const { return next.head().event_count.value_or(0) - events.size(); }
};

/// Where the keyring lies: the tables of the database, or a file.
/// Threads: all members may be called at once from any number of threads.
class keyring_store {
public:
    virtual ~keyring_store() = default;

    /// For messages: "table cellseal_keyring".
    [[nodiscard]] virtual std::string place() const = 0;

    /// Whether any of cellseal's tables exists, be it empty: then somebody was here before.
    [[nodiscard]] virtual bool any_trace() = 0;

    /// The keyring; nothing when there is none. Throws error keyring_damaged for rows that are no keyring,
    /// database_unavailable when the database is locked or gone.
    [[nodiscard]] virtual std::optional<keyring_document> load() = 0;

    /// The generation alone, for the lease. Nothing when there is no keyring.
    [[nodiscard]] virtual std::optional<std::uint64_t> generation() = 0;

    /// Writes everything in one transaction, or nothing. Makes the tables where they are missing; throws error
    /// bad_schema, saying what their owner can do, where this user may not.
    /// Throws error keyring_changed when the keyring is not at the expected generation and event, database_unavailable
    /// when nothing was written and it can be tried again. Any other exception from here leaves the outcome unknown:
    /// load() tells.
    virtual void store(const keyring_change& change) = 0;
};

}  // namespace cellseal
