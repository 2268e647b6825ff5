#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "plugin/key_change/key_changer.h"

namespace cellseal {

/// How hard a worker works.
struct work_limits {
    std::size_t rows_per_batch = 0;                ///< At most, in one commit; 0: as the database likes.
    std::uint64_t rows_per_second = 0;             ///< 0: as fast as it goes.
    std::chrono::seconds lease{30};                ///< Between activation and the first row, so that all have followed;
                                                   ///< before activation where no process has recorded itself.
    std::chrono::milliseconds between_looks{500};  ///< While it waits for processes, a lease, an end of a pause.
    std::chrono::milliseconds turn_stands{2000};   ///< Another's turn that has not moved for so long is taken (SQLite).
    std::string who = "cellseal key work";         ///< For the audit trail,
    std::string reason = {};                       ///< as is this.
};

/// Where a worker stands; told before each step and after each batch.
struct work_progress {
    next_step step = next_step::nothing;
    change_state state;
    bool paused = false;
    bool stands_by = false;       ///< Another worker has the turn: one at a time writes to a database of SQLite.
    std::string table;            ///< While rows are walked.
    std::uint64_t rows_left = 0;  ///< Not under the present key when the walk began, less what was moved since.
    std::uint64_t resealed = 0;   ///< By this worker, since it was started.
    std::uint64_t verified = 0;
    std::uint64_t findings = 0;
    double rows_per_second = 0;             ///< Of this worker while it is at work; while it stands by, of the other.
    std::vector<process_presence> missing;  ///< While it waits for processes.
    std::string unseen_because;             ///< Why it cannot see them, and what to do; empty: it can.

    /// Nothing while it cannot be told.
    [[nodiscard]] std::chrono::seconds time_left() const noexcept
    {
        return std::chrono::seconds(
            rows_per_second > 0 ? static_cast<std::int64_t>(static_cast<double>(rows_left) / rows_per_second) : 0);
    }
};

/// Why a worker has stopped.
enum class work_outcome : std::uint8_t {
    nothing_to_do,     ///< No change is under way.
    verified,          ///< Everything that goes by itself is done: the old key can be retired.
    needs_a_decision,  ///< Values do not open, or are duplicates: see resealable_rows::findings().
    needs_the_key,     ///< This process's key source does not hold the new passphrase, and is not read again.
    stopped,           ///< The watcher said so.
};

/// Carries a key change on from wherever it is, up to its verification: activation, resealing, fence, verification.
/// Any number of workers, in one process or many, share one change through the database alone; each can be killed and
/// started again at any moment. On SQLite one of them works and the others stand by, until it has ended or is gone.
///
/// Memory is constant in the number of rows. Threads: one at a time.
class change_worker {
public:
    /// Sees each step before it is taken, and each batch after it; false stops the worker there.
    using watcher = std::function<bool(const work_progress&)>;

    change_worker(key_changer& changer, key_change_surroundings& around, work_limits limits);

    /// Throws what key_changer throws, but for keyring_changed: then it looks again.
    work_outcome run(const watcher& watch);

    /// Without a key change: reseals what lies under an older policy of its attribute (another suite, padding, row
    /// key), by the same walk, fence and verification. Throws error change_refused while a change is under way.
    work_outcome follow_policies(const watcher& watch);

    /// Takes in rows that were stored in the open before these attributes were flagged: seals them in place, closes the
    /// fence, and ends when nothing plain or unclear is left. Meanwhile processes that are started read plain values of
    /// these attributes as they are; look-ups find what is taken in. Throws error bad_attribute, change_refused.
    work_outcome take_in(std::vector<std::string> attributes, const watcher& watch);

private:
    void begin(const watcher& watch);
    [[nodiscard]] bool tell(next_step step);
    [[nodiscard]] bool pause(std::chrono::milliseconds span);
    [[nodiscard]] bool wait_while_paused();
    [[nodiscard]] bool wait_for_turn();
    [[nodiscard]] bool has_turn() { return around_.rows.has_turn(limits_.turn_stands); }
    // Neither fence nor verification needs it, but others need not walk again meanwhile.
    void keep_turn() { static_cast<void>(has_turn()); }
    [[nodiscard]] bool keyring_has_moved_on();
    bool take(next_step step);
    void look();
    bool reseal_all(locked_rows locked);
    bool walk(const std::string& table, locked_rows locked, std::uint64_t& changed);
    bool close_fence();
    bool verify_all();
    [[nodiscard]] std::size_t rows_at_once() const;
    void throttle(std::uint64_t rows);
    [[nodiscard]] std::uint64_t count_left();
    [[nodiscard]] reseal_batch next_batch(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                          locked_rows locked);

    key_changer& changer_;
    key_change_surroundings& around_;
    work_limits limits_;
    const watcher* watch_ = nullptr;
    std::vector<std::string> taken_in_;  // empty: a key change
    change_facts facts_;
    work_progress progress_;
    int quiet_passes_ = 1;              // in a row, behind the fence, that find nothing
    std::chrono::nanoseconds began_{};  // less what it has waited
    std::chrono::nanoseconds seen_at_{};
};

}  // namespace cellseal
