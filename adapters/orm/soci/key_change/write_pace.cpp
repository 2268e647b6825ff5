#include "adapters/orm/soci/key_change/write_pace.h"

#include <algorithm>
#include <utility>

namespace cellseal::soci_orm {

bool write_pace::has_changed(long long version) noexcept
{
    return std::exchange(version_, version).value_or(version) != version;
}

write_pace::duration write_pace::alone(duration quiet) const noexcept
{
    return std::clamp<duration>(std::max<duration>(quiet / part_of_quiet, std::min(quiet, short_one)), shortest,
                                longest);
}

write_pace::duration write_pace::beside(duration commit) noexcept
{
    commits_.at(next_commit_++ % commits_.size()) = commit;
    return std::clamp<duration>(*std::ranges::min_element(commits_), shortest_beside, longest_beside);
}

void write_pace::ended(const transaction& last) noexcept
{
    if (last.others) others_until_ = last.ended + remembered;
    if (last.others || !quiet_since_) quiet_since_ = last.ended;
    is_alone_ = !others_until_ || last.ended >= *others_until_;
    const duration held = last.ended - last.began;
    begins_ = last.ended + std::min<duration>(is_alone_ ? held / free_part : free_for * held, longest_gap);
    // What was written alone was more, and its commit took longer.
    if (is_alone_) commits_.fill({});
    hold_ = is_alone_ ? alone(last.ended - *quiet_since_) : beside(last.ended - last.wrote);
}

}  // namespace cellseal::soci_orm
