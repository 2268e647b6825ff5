#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/keys/timestamp.h"

namespace cellseal {

/// What a running process tells the others about itself, so that a key change waits for it.
struct process_presence {
    std::string name;              ///< process_identity::own() and, behind it, which application of that process.
    std::uint64_t generation = 0;  ///< Of the keyring that it has read last.
    std::string opens;             ///< Key check of the newest organisation key that it holds.
    timestamp seen_at = 0;         ///< When it wrote this, by its own clock; for people.
};

/// The processes that use one keyring. Nothing secret hangs on it: who writes the database can delay a change, no more.
/// Threads: all members may be called at once from any number of threads.
class process_table {
public:
    virtual ~process_table() = default;

    /// Makes the table where it is missing: without it nobody can be waited for. Throws error bad_schema, with the
    /// statement that its owner has to run, when this user may not; database_unavailable.
    virtual void require() = 0;

    /// Writes or replaces one's own row. Throws as require().
    virtual void report(const process_presence& own) = 0;
    virtual void remove(const std::string& name) = 0;
    /// Empty when there is no table. Throws error database_unavailable.
    [[nodiscard]] virtual std::vector<process_presence> all() = 0;
};

/// Which process this is, and which are gone.
class process_identity {
public:
    virtual ~process_identity() = default;
    /// "crm-1 pid 4711 …": unlike that of any process before or beside it.
    [[nodiscard]] virtual std::string own() const = 0;
    /// True only when it certainly runs no more: it ran on this machine, and is not there.
    [[nodiscard]] virtual bool is_gone(const process_presence& other) const = 0;
};

}  // namespace cellseal
