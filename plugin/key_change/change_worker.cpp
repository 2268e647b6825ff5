#include "plugin/key_change/change_worker.h"

#include "plugin/error/error.h"

namespace cellseal {

namespace {

/// However work ends, another worker need not wait.
struct turn_left {
    resealable_rows& rows;
    ~turn_left() { rows.give_turn_up(); }
};

}  // namespace

change_worker::change_worker(key_changer& changer, key_change_surroundings& around, work_limits limits)
    : changer_(changer), around_(around), limits_(std::move(limits))
{
}

bool change_worker::tell(next_step step)
{
    progress_.step = step;
    progress_.state = facts_.state;
    progress_.missing = missing_processes(facts_);
    progress_.unseen_because = facts_.unseen_because;
    const auto span = std::chrono::duration<double>(around_.around.time.since_boot() - began_).count();
    if (span > 0 && !progress_.stands_by) progress_.rows_per_second = static_cast<double>(progress_.resealed) / span;
    return (*watch_)(progress_);
}

bool change_worker::pause(std::chrono::milliseconds span)
{
    around_.around.time.wait(span);
    began_ += span;
    return true;
}

// Asked for by another process, through the database.
bool change_worker::wait_while_paused()
{
    for (work_orders orders = around_.rows.orders();; orders = around_.rows.orders()) {
        limits_.rows_per_second = orders.rows_per_second.value_or(limits_.rows_per_second);
        progress_.paused = orders.paused;
        if (!orders.paused) return true;
        around_.rows.give_turn_up();
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
    now.since_phase = present - seen_at_;
    if (now.state.generation == facts_.state.generation) {
        now.rows_walked = facts_.rows_walked;
        now.fence_stands = facts_.fence_stands;
        now.walked_behind_fence = facts_.walked_behind_fence;
        now.all_verified = facts_.all_verified;
    }
    facts_ = std::move(now);
}

bool change_worker::take(next_step step)
{
    switch (step) {
        case next_step::activate:
            static_cast<void>(changer_.activate(key_changer::missing::wait_for, key_changer::old_key::opens,
                                                limits_.who, limits_.reason));
            return true;
        case next_step::wait_for_key:
        case next_step::wait_for_processes:
        case next_step::wait_for_lease: return pause(limits_.between_looks);
        case next_step::reseal: changer_.pass_fences(); return reseal_all(locked_rows::skip);
        case next_step::close_fence: return close_fence();
        case next_step::reseal_behind_fence: return reseal_all(locked_rows::wait);
        case next_step::verify: return verify_all();
        case next_step::conclude: changer_.conclude(limits_.who, limits_.reason); return true;
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
    const turn_left at_the_end{around_.rows};
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
    const turn_left at_the_end{around_.rows};
    begin(watch);
    changer_.take_in(attributes, catalogue::plain_rows::are_taken_in, limits_.who, limits_.reason);
    taken_in_ = std::move(attributes);
    around_.rows.admit_plain(taken_in_, *around_.keyring.for_sealing());
    look();
    const auto stopped = work_outcome::stopped;
    if (!tell(next_step::reseal) || !reseal_all(locked_rows::skip)) return stopped;
    if (!tell(next_step::close_fence) || !close_fence()) return stopped;
    if (!tell(next_step::reseal_behind_fence) || !reseal_all(locked_rows::wait)) return stopped;
    if (count_left() > 0) return work_outcome::needs_a_decision;
    changer_.take_in(taken_in_, catalogue::plain_rows::are_done, limits_.who, limits_.reason);
    return work_outcome::verified;
}

work_outcome change_worker::run(const watcher& watch)
{
    const turn_left at_the_end{around_.rows};
    begin(watch);
    for (bool worked = false;;) {
        try {
            look();
            const next_step step = next_step_of(facts_);
            if (step == next_step::nothing)
                return worked || facts_.state.phase == change_phase::verified ? work_outcome::verified
                                                                              : work_outcome::nothing_to_do;
            // What was taken from a variable at the start is not read again.
            if (step == next_step::wait_for_key && !around_.key_place) return work_outcome::needs_the_key;
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
