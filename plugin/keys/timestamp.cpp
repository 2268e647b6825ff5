#include "plugin/keys/timestamp.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace cellseal {

std::string to_rfc3339(timestamp when)
{
    // A date out of a damaged table must not overflow the calendar.
    constexpr timestamp latest = 253402300799;  // 9999-12-31T23:59:59Z
    const std::chrono::sys_seconds moment{std::chrono::seconds(std::min(when, latest))};
    const auto midnight = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day day{midnight};
    const std::chrono::hh_mm_ss time{moment - midnight};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

}  // namespace cellseal
