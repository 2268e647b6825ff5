#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/values/plain_value.h"

namespace cellseal::calendar {

/// Dates as members hold them, and the one form that goes between the data layer and them. Nothing here knows a time
/// zone: a sealed date has none. Nothing is returned for a date that does not exist or that would lose something; years
/// are -32767 to 32767, as in std::chrono.

/// Reads year to second; the rest of a std::tm follows from them.
[[nodiscard]] std::optional<date_time> from_tm(const std::tm& broken) noexcept;
/// tm_wday and tm_yday are set, tm_isdst is -1 (not known). Nothing when there are parts of a second.
[[nodiscard]] std::optional<std::tm> to_tm(const date_time& when) noexcept;

[[nodiscard]] std::optional<date_time> from_day(std::chrono::year_month_day day) noexcept;
/// Nothing when there is a time of day.
[[nodiscard]] std::optional<std::chrono::year_month_day> to_day(const date_time& when) noexcept;

/// Since 1970-01-01 00:00:00, without leap seconds; `fraction` is 0 to 999,999,999.
struct instant {
    std::chrono::seconds since_epoch{};
    std::chrono::nanoseconds fraction{};
};
[[nodiscard]] std::optional<date_time> from_instant(const instant& when) noexcept;
/// Nothing for a leap second: second 60 is no count of seconds since 1970.
[[nodiscard]] std::optional<instant> to_instant(const date_time& when) noexcept;

/// "2026-02-28 23:59:59", with ".nnnnnnnnn" behind it when there are parts of a second.
[[nodiscard]] std::string to_text(const date_time& when);
/// As above; also a day alone, `T` for the blank, no seconds, and 1 to 9 digits of a second. Nothing for any other
/// text.
[[nodiscard]] std::optional<date_time> from_text(std::string_view text) noexcept;

}  // namespace cellseal::calendar
