#include "adapters/orm/soci/sqlite_waiting.h"

#include <soci/soci.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <thread>

#include "adapters/orm/soci/sqlite_of_soci.h"

namespace cellseal::soci_orm {

namespace {

using std::chrono::microseconds;

struct phase {
    int looks;
    microseconds pause;
};
// The system adds about 0.05 ms to each. The first ones are about as long as a short transaction takes: each look holds
// the lock of a reader for a moment, and so keeps whoever is waited for from committing.
constexpr phase phases[] = {{40, microseconds(35)}, {50, microseconds(1000)}};
constexpr microseconds last_pause{5000};

struct next_look {
    microseconds waited{0};  // The pauses before it.
    microseconds pause = last_pause;
};

next_look after(int looks) noexcept
{
    next_look next;
    for (const phase& each : phases) {
        const int here = std::min(looks, each.looks);
        next.waited += here * each.pause;
        looks -= here;
        if (here < each.looks) {
            next.pause = each.pause;
            return next;
        }
    }
    next.waited += looks * last_pause;
    return next;
}

thread_local std::uint64_t all_looks = 0;

/// What SQLite passes on is the time-out itself, in milliseconds.
int look_again(void* timeout, int looks)
{
    ++all_looks;
    const microseconds limit = std::chrono::milliseconds(reinterpret_cast<std::intptr_t>(timeout));
    const next_look next = after(looks);
    if (next.waited >= limit) return 0;
    std::this_thread::sleep_for(std::min(next.pause, limit - next.waited));
    return 1;
}

int read_number(void* number, int, char** values, char**)
{
    *static_cast<std::intptr_t*>(number) = values[0] == nullptr ? 0 : std::strtol(values[0], nullptr, 10);
    return 0;
}

}  // namespace

void wait_in_small_steps(soci::sqlite3_session_backend& connection)
{
    std::intptr_t timeout = 0;
    sqlite_api::sqlite3_exec(connection.conn_, "pragma busy_timeout", &read_number, &timeout, nullptr);
    if (timeout > 0) sqlite_api::sqlite3_busy_handler(connection.conn_, &look_again, reinterpret_cast<void*>(timeout));
}

std::uint64_t looks_for_locks() noexcept { return all_looks; }

}  // namespace cellseal::soci_orm
