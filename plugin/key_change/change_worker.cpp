#include "plugin/key_change/change_worker.h"

#include <algorithm>

#include "plugin/error/error.h"

namespace cellseal {

change_worker::change_worker(key_changer& changer, key_change_surroundings& around, work_limits limits)
    : changer_(changer), around_(around), limits_(std::move(limits))
{
}

bool change_worker::tell(next_step step)
{
    progress_.step = step;
    progress_.state = facts_.state;
    progress_.missing = missing_processes(facts_);
    const auto span = std::chrono::duration<double>(around_.around.time.since_boot() - began_).count();
    if (span > 0) progress_.rows_per_second = static_cast<double>(progress_.resealed) / span;
    return (*watch_)(progress_);
}

bool change_worker::pause(std::chrono::milliseconds span)
{
    around_.around.time.wait(span);
    return true;
}

// Asked for by another process, through the database.
bool change_worker::wait_while_paused()
{
    for (work_orders orders = around_.rows.orders();; orders = around_.rows.orders()) {
        limits_.rows_per_second = orders.rows_per_second.value_or(limits_.rows_per_second);
        progress_.paused = orders.paused;
        if (!orders.paused) return true;
        if (!tell(progress_.step) || !pause(limits_.between_looks)) return false;
    }
}

// What this worker has done itself counts as long as the keyring is the same. A lease is measured from when this worker
// has seen it first: dates on record are of other clocks.
void change_worker::look()
{
    change_facts now = changer_.facts();
    now.lease = limits_.lease;
    const auto present = around_.around.time.since_boot();
    if (now.state.generation != facts_.state.generation) seen_at_ = present;
    now.since_activation = present - seen_at_;
    if (now.state.generation == facts_.state.generation) {
        now.rows_walked = facts_.rows_walked;
        now.fence_stands = facts_.fence_stands;
        now.walked_behind_fence = facts_.walked_behind_fence;
        now.all_verified = facts_.all_verified;
    }
    facts_ = std::move(now);
}

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

bool change_worker::walk(const std::string& table, locked_rows locked, std::uint64_t& changed)
{
    progress_.table = table;
    for (reseal_cursor cursor; !cursor.at_end;) {
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
        for (std::chrono::milliseconds waited{0}; waited < 2 * limits_.lease; waited += limits_.between_looks)
            if (!tell(progress_.step) || !pause(limits_.between_looks)) return false;
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

bool change_worker::take(next_step step)
{
    switch (step) {
        case next_step::activate:
            static_cast<void>(
                changer_.activate(key_changer::missing::wait_for, key_changer::old_key::opens, limits_.who));
            return true;
        case next_step::wait_for_key:
        case next_step::wait_for_processes:
        case next_step::wait_for_lease: return pause(limits_.between_looks);
        case next_step::reseal: return reseal_all(locked_rows::skip);
        case next_step::close_fence: return close_fence();
        case next_step::reseal_behind_fence: return reseal_all(locked_rows::wait);
        case next_step::verify: return verify_all();
        case next_step::conclude: changer_.conclude(limits_.who); return true;
        case next_step::nothing: break;
    }
    return true;
}

void change_worker::begin(const watcher& watch)
{
    watch_ = &watch;
    progress_ = {};
    facts_ = {};
    taken_in_.clear();
    began_ = around_.around.time.since_boot();
}

work_outcome change_worker::follow_policies(const watcher& watch)
{
    begin(watch);
    look();
    if (facts_.state.phase != change_phase::none)
        throw error(errc::change_refused, "a key change is under way, which follows the policies by itself");
    const auto stopped = work_outcome::stopped;
    if (!tell(next_step::reseal) || !reseal_all(locked_rows::skip)) return stopped;
    if (!tell(next_step::close_fence) || !close_fence()) return stopped;
    if (!tell(next_step::reseal_behind_fence) || !reseal_all(locked_rows::wait)) return stopped;
    if (!tell(next_step::verify) || !verify_all()) return stopped;
    return facts_.all_verified ? work_outcome::verified : work_outcome::needs_a_decision;
}

work_outcome change_worker::take_in(std::vector<std::string> attributes, const watcher& watch)
{
    begin(watch);
    changer_.take_in(attributes, catalogue::plain_rows::are_taken_in, limits_.who);
    taken_in_ = std::move(attributes);
    around_.rows.admit_plain(taken_in_, *around_.keyring.for_sealing());
    look();
    const auto stopped = work_outcome::stopped;
    if (!tell(next_step::reseal) || !reseal_all(locked_rows::skip)) return stopped;
    if (!tell(next_step::close_fence) || !close_fence()) return stopped;
    if (!tell(next_step::reseal_behind_fence) || !reseal_all(locked_rows::wait)) return stopped;
    if (count_left() > 0) return work_outcome::needs_a_decision;
    changer_.take_in(taken_in_, catalogue::plain_rows::are_done, limits_.who);
    return work_outcome::verified;
}

work_outcome change_worker::run(const watcher& watch)
{
    begin(watch);
    for (bool worked = false;;) {
        try {
            look();
            const next_step step = next_step_of(facts_);
            if (step == next_step::nothing)
                return worked || facts_.state.phase == change_phase::verified ? work_outcome::verified
                                                                              : work_outcome::nothing_to_do;
            if (!tell(step) || !wait_while_paused() || !take(step)) return work_outcome::stopped;
            if (step == next_step::verify && !facts_.all_verified && progress_.findings > 0)
                return work_outcome::needs_a_decision;
            worked = true;
        } catch (const error& refused) {
            // Another worker was faster, or another administrator.
            if (refused.code() != errc::keyring_changed && refused.code() != errc::change_refused) throw;
        }
    }
}

}  // namespace cellseal
