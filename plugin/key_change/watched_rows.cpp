#include "plugin/key_change/watched_rows.h"

#include <algorithm>

namespace cellseal {

void watched_rows::look(work_progress& progress)
{
    const auto begin = time_.since_boot();
    if (counted_at_ && begin < next_) return;
    const std::uint64_t left = count_();
    const auto end = time_.since_boot();
    const double seconds = counted_at_ ? std::chrono::duration<double>(end - *counted_at_).count() : 0;
    const std::uint64_t moved = progress.rows_left - std::min(progress.rows_left, left);
    progress.rows_per_second = seconds > 0 ? static_cast<double>(moved) / seconds : 0;
    progress.rows_left = left;
    counted_at_ = end;
    next_ = end + std::max(one_part_in * (end - begin), shortest_gap);
}

}  // namespace cellseal
