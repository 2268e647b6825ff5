#pragma once

#include <chrono>
#include <ctime>
#include <optional>
#include <ratio>

#include "plugin/entity/calendar.h"

/// Every type of time that a member can have, to date_time and back. Nothing where something would be lost.
namespace cellseal::calendar {

template <class Duration>
inline constexpr bool finer_than_seconds = std::ratio_less_v<typename Duration::period, std::ratio<1>>;

[[nodiscard]] inline std::optional<date_time> from_member(const std::tm& member) noexcept { return from_tm(member); }

[[nodiscard]] inline std::optional<date_time> from_member(std::chrono::year_month_day member) noexcept
{
    return from_day(member);
}

template <class Clock, class Duration>
[[nodiscard]] std::optional<date_time> from_member(std::chrono::time_point<Clock, Duration> member) noexcept
{
    using namespace std::chrono;
    const Duration ticks = member.time_since_epoch();
    if constexpr (!finer_than_seconds<Duration>) {
        // Beyond what a year can count, turning ticks into seconds would overflow.
        constexpr auto most = duration_cast<Duration>(sys_days{year::max() / December / 31}.time_since_epoch());
        if (ticks > most || ticks < -most) return std::nullopt;
    }
    const seconds whole = floor<seconds>(ticks);
    return from_instant({whole, duration_cast<nanoseconds>(ticks - whole)});
}

[[nodiscard]] inline bool to_member(const date_time& when, std::tm& member) noexcept
{
    const auto found = to_tm(when);
    if (found) member = *found;
    return found.has_value();
}

[[nodiscard]] inline bool to_member(const date_time& when, std::chrono::year_month_day& member) noexcept
{
    const auto found = to_day(when);
    if (found) member = *found;
    return found.has_value();
}

template <class Clock, class Duration>
[[nodiscard]] bool to_member(const date_time& when, std::chrono::time_point<Clock, Duration>& member) noexcept
{
    using namespace std::chrono;
    const auto given = to_instant(when);
    if (!given) return false;
    if constexpr (finer_than_seconds<Duration>) {
        // Whole seconds at either end are left out, so that the sum below cannot overflow.
        if (given->since_epoch <= ceil<seconds>(Duration::min())) return false;
        if (given->since_epoch >= floor<seconds>(Duration::max())) return false;
    }
    const Duration whole = duration_cast<Duration>(given->since_epoch);
    const Duration parts = duration_cast<Duration>(given->fraction);
    if (duration_cast<seconds>(whole) != given->since_epoch) return false;
    if (duration_cast<nanoseconds>(parts) != given->fraction) return false;
    member = time_point<Clock, Duration>(whole + parts);
    return true;
}

}  // namespace cellseal::calendar
