// The walks of change_worker: through all rows, in turn with other workers.
#include <algorithm>

#include "plugin/key_change/change_worker.h"
#include "plugin/key_change/watched_rows.h"

namespace cellseal {

void change_worker::throttle(std::uint64_t rows)
{
    if (limits_.rows_per_second == 0 || rows == 0) return;
    around_.around.time.wait(std::chrono::nanoseconds(1'000'000'000) * static_cast<std::int64_t>(rows) /
                             static_cast<std::int64_t>(limits_.rows_per_second));
}

// A limit of speed is kept from moment to moment: not much at once, and then a long pause.
std::size_t change_worker::rows_at_once() const
{
    constexpr std::uint64_t parts_of_a_second = 5;
    if (limits_.rows_per_second == 0) return limits_.rows_per_batch;
    const auto most = std::max<std::size_t>(limits_.rows_per_second / parts_of_a_second, 1);
    return limits_.rows_per_batch == 0 ? most : std::min(limits_.rows_per_batch, most);
}

std::uint64_t change_worker::count_left()
{
    const auto keys = around_.keyring.for_sealing();
    std::uint64_t left = 0;
    for (const std::string& each : around_.rows.tables())
        left += taken_in_.empty() ? around_.rows.count_old(each, *keys)
                                  : around_.rows.count_untaken(each, taken_in_, *keys);
    return left;
}

reseal_batch change_worker::next_batch(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                       locked_rows locked)
{
    const std::size_t most = rows_at_once();
    return taken_in_.empty() ? around_.rows.reseal(table, keys, cursor, most, locked)
                             : around_.rows.take_in(table, taken_in_, keys, cursor, most, locked);
}

// What this worker knows of the change may be over by the time that it is its turn.
bool change_worker::keyring_has_moved_on()
{
    return around_.keyring.for_sealing()->generation() != facts_.state.generation;
}

bool change_worker::wait_for_turn()
{
    constexpr std::chrono::milliseconds often{100};
    watched_rows left(around_.around.time, [this] { return count_left(); });
    while (!has_turn() && !keyring_has_moved_on()) {
        progress_.stands_by = true;
        left.look(progress_);
        if (!tell(progress_.step) || !wait_while_paused() || !pause(std::min(often, limits_.between_looks)))
            return false;
    }
    progress_.stands_by = false;
    return true;
}

bool change_worker::walk(const std::string& table, locked_rows locked, std::uint64_t& changed)
{
    progress_.table = table;
    for (reseal_cursor cursor; !cursor.at_end;) {
        if (!wait_for_turn()) return false;
        const auto keys = around_.keyring.for_sealing();
        if (keys->generation() != facts_.state.generation) return true;
        const reseal_batch done = next_batch(table, *keys, cursor, locked);
        changed += done.resealed + done.moved;
        progress_.resealed += done.resealed;
        progress_.findings += done.findings;
        progress_.rows_left -= std::min(progress_.rows_left, done.resealed);
        if (!tell(progress_.step) || !wait_while_paused()) return false;
        throttle(done.rows);
    }
    return true;
}

// Once through all tables; behind the fence until nothing changes any more. What does not open is passed each time.
bool change_worker::reseal_all(locked_rows locked)
{
    for (int quiet = 0; quiet < quiet_passes_;) {
        std::uint64_t changed = 0;
        if (!wait_for_turn()) return false;
        if (keyring_has_moved_on()) return true;
        around_.rows.forget_findings();
        progress_.findings = 0;
        progress_.rows_left = count_left();
        for (const std::string& each : around_.rows.tables())
            if (!walk(each, locked, changed)) return false;
        quiet = changed == 0 ? quiet + 1 : 0;
        if (locked == locked_rows::skip) break;
    }
    facts_.rows_walked = true;
    facts_.walked_behind_fence = locked == locked_rows::wait;
    return true;
}

// Without the right to make triggers: every lease is over twice, who wrote before is gone, and nobody brings anything
// old between two passes.
bool change_worker::close_fence()
{
    const auto keys = around_.keyring.for_sealing();
    quiet_passes_ = 1;
    if (!around_.rows.close_fences(*keys, taken_in_)) {
        for (std::chrono::milliseconds waited{0}; waited < 2 * limits_.lease; waited += limits_.between_looks) {
            keep_turn();
            if (!tell(progress_.step) || !pause(limits_.between_looks)) return false;
        }
        around_.rows.wait_for_writers();
        quiet_passes_ = 2;
    }
    facts_.fence_stands = true;
    return true;
}

bool change_worker::verify_all()
{
    progress_.findings = progress_.verified = 0;
    for (const std::string& table : around_.rows.tables()) {
        progress_.table = table;
        for (reseal_cursor cursor; !cursor.at_end;) {
            keep_turn();
            const auto keys = around_.keyring.for_sealing();
            if (keys->generation() != facts_.state.generation) return true;
            const reseal_batch done = around_.rows.verify(table, *keys, cursor, rows_at_once());
            progress_.verified += done.rows;
            progress_.findings += done.findings;
            if (!tell(progress_.step) || !wait_while_paused()) return false;
            throttle(done.rows);
        }
    }
    facts_.all_verified = progress_.findings == 0;
    if (facts_.all_verified) around_.rows.confirm_fences(*around_.keyring.for_sealing());
    return true;
}

}  // namespace cellseal
