#include "adapters/orm/soci/key_change/write_pace.h"

#include <algorithm>
#include <utility>

namespace cellseal::soci_orm {

bool write_pace::has_changed(long long version) noexcept
{
    return std::exchange(version_, version).value_or(version) != version;
}

void write_pace::ended(const transaction& last) noexcept
{
    if (last.others) others_until_ = last.ended + remembered;
    const bool beside = last.ended < others_until_;
    const duration gap = std::min<duration>(free_for * (last.ended - last.began), longest_gap);
    begins_ = beside ? last.ended + gap : last.ended;
    const duration rows = std::max<duration>(last.wrote - last.began, duration(1)), commit = last.ended - last.wrote;
    const duration wanted = std::max(beside ? beside_others : alone, commit);
    // What few rows took tells little of what many would take: step by step, but at once out of the others' way.
    if (last.rows < rows_ && rows <= wanted) return;
    const std::size_t fitting =
        last.rows * static_cast<std::size_t>(wanted.count()) / static_cast<std::size_t>(rows.count());
    rows_ = std::clamp(std::min(fitting, rows_ * 2), fewest_rows, most_rows);
}

}  // namespace cellseal::soci_orm
