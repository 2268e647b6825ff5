#pragma once

#include <cstdint>

namespace soci {
struct sqlite3_session_backend;
}

namespace cellseal::soci_orm {

/// Waits for a locked database as long as before (`timeout=…` of the connection, `pragma busy_timeout`), but looks
/// again sooner: every 0.1 ms at first, later every millisecond, at last every 5 ms.
///
/// SQLite itself looks after 1, 3, 8, 18, 33 ms …, so that whoever writes now and then hardly ever meets the moments
/// between the short transactions of somebody who writes all the time. Where no time-out is set nothing changes. A
/// later `pragma busy_timeout = n` takes SQLite's own waiting back; asked for, it says 0.
void wait_in_small_steps(soci::sqlite3_session_backend& connection);

/// How often connections of this thread have had to look again, since it began.
[[nodiscard]] std::uint64_t looks_for_locks() noexcept;

}  // namespace cellseal::soci_orm
