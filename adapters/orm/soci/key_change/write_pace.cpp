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
    if (last.others || !quiet_since_) quiet_since_ = last.ended;
    is_alone_ = !others_until_ || last.ended >= *others_until_;
    const duration held = last.ended - last.began;
    begins_ = last.ended + std::min<duration>(is_alone_ ? held / free_part : free_for * held, longest_gap);
    hold_ = is_alone_ ? std::clamp<duration>((last.ended - *quiet_since_) / part_of_quiet, shortest, longest)
                      : std::clamp<duration>(last.ended - last.wrote, shortest_beside, longest_beside);
}

}  // namespace cellseal::soci_orm
