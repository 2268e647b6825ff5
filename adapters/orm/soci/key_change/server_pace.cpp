#include "adapters/orm/soci/key_change/server_pace.h"

#include <algorithm>

namespace cellseal::soci_orm {

server_pace::duration server_pace::gap_after(duration busy, bool leads) const noexcept
{
    if (is_alone_) return duration::zero();
    return leads ? std::min(free_for * busy, longest_gap) : longest_gap;
}

server_pace::duration server_pace::longest() const noexcept
{
    return std::max(is_alone_ ? longest_alone : longest_beside, 2 * quickest_);
}

std::size_t server_pace::block() const noexcept
{
    if (is_alone_) return block_alone;
    return std::min(block_beside * static_cast<std::size_t>(longest() / longest_beside), block_alone);
}

void server_pace::statement_took(duration took, std::size_t rows) noexcept
{
    if (rows <= block_beside && (quickest_ == duration::zero() || took < quickest_)) quickest_ = took;
}

std::optional<server_pace::span> server_pace::next_silence(time_point now) const noexcept
{
    if (!period_began_) return std::nullopt;
    time_point begins = *period_began_ + (now - *period_began_) / period * duration(period);
    if (now >= begins + silence) begins += period;
    return span{begins, begins + silence};
}

void server_pace::tell_time(std::chrono::microseconds time, time_point now) noexcept
{
    period_began_ = now - time % duration(period);
}

void server_pace::heard(std::uint64_t writes, time_point now)
{
    heard_.push_back({now, writes});
    while (heard_.front().when + remembered <= now) heard_.pop_front();
    std::uint64_t all = 0;
    for (const writes_at& each : heard_) all += each.count;
    is_alone_ = all <= few;
}

}  // namespace cellseal::soci_orm
