#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "plugin/key_change/change_worker.h"
#include "plugin/ports/clock.h"

namespace cellseal {

/// How many rows are left to another worker, and how fast it moves them, for one that stands by. Rows are counted anew
/// now and then only: that reads the whole table. Threads: one at a time. References outlive it.
class watched_rows {
public:
    watched_rows(const clock& time, std::function<std::uint64_t()> count) : time_(time), count_(std::move(count)) {}

    /// Brings rows_left and rows_per_second up to date, where it is time for that.
    void look(work_progress& progress);

private:
    /// Of its time, it counts for one part in so many; no more often than every two seconds.
    static constexpr int one_part_in = 30;
    static constexpr std::chrono::nanoseconds shortest_gap = std::chrono::seconds(2);

    const clock& time_;
    std::function<std::uint64_t()> count_;
    std::optional<std::chrono::nanoseconds> counted_at_;
    std::chrono::nanoseconds next_{};
};

}  // namespace cellseal
