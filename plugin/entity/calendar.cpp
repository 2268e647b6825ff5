#include "plugin/entity/calendar.h"

#include <limits>

namespace cellseal::calendar {

namespace {

using namespace std::chrono;

std::optional<year_month_day> existing_day(std::int64_t of_year, unsigned of_month, unsigned of_day) noexcept
{
    if (of_year < int{year::min()} || of_year > int{year::max()} || of_month > 12 || of_day > 31) return std::nullopt;
    const year_month_day day{year{static_cast<int>(of_year)}, month{of_month}, std::chrono::day{of_day}};
    if (!day.ok()) return std::nullopt;
    return day;
}

std::optional<year_month_day> day_of(const date_time& when) noexcept
{
    if (when.hour > 23 || when.minute > 59 || when.second > 60 || when.nanosecond > 999'999'999) return std::nullopt;
    return existing_day(when.year, when.month, when.day);
}

date_time midnight(year_month_day day) noexcept
{
    date_time when;
    when.year = int{day.year()};
    when.month = static_cast<std::uint8_t>(unsigned{day.month()});
    when.day = static_cast<std::uint8_t>(unsigned{day.day()});
    return when;
}

bool out_of(int value, int highest) noexcept { return value < 0 || value > highest; }

}  // namespace

std::optional<date_time> from_tm(const std::tm& broken) noexcept
{
    if (out_of(broken.tm_mon, 11) || out_of(broken.tm_mday, 31) || out_of(broken.tm_hour, 23)) return std::nullopt;
    if (out_of(broken.tm_min, 59) || out_of(broken.tm_sec, 60)) return std::nullopt;
    const auto day = existing_day(std::int64_t{broken.tm_year} + 1900, static_cast<unsigned>(broken.tm_mon + 1),
                                  static_cast<unsigned>(broken.tm_mday));
    if (!day) return std::nullopt;
    date_time when = midnight(*day);
    when.hour = static_cast<std::uint8_t>(broken.tm_hour);
    when.minute = static_cast<std::uint8_t>(broken.tm_min);
    when.second = static_cast<std::uint8_t>(broken.tm_sec);
    return when;
}

std::optional<std::tm> to_tm(const date_time& when) noexcept
{
    const auto day = day_of(when);
    if (!day || when.nanosecond != 0) return std::nullopt;
    std::tm broken{};
    broken.tm_year = when.year - 1900;
    broken.tm_mon = when.month - 1;
    broken.tm_mday = when.day;
    broken.tm_hour = when.hour;
    broken.tm_min = when.minute;
    broken.tm_sec = when.second;
    broken.tm_wday = static_cast<int>(weekday{sys_days{*day}}.c_encoding());
    broken.tm_yday = static_cast<int>((sys_days{*day} - sys_days{day->year() / January / 1}).count());
    broken.tm_isdst = -1;
    return broken;
}

std::optional<date_time> from_day(year_month_day day) noexcept
{
    if (!day.ok()) return std::nullopt;
    return midnight(day);
}

std::optional<year_month_day> to_day(const date_time& when) noexcept
{
    if (when.hour != 0 || when.minute != 0 || when.second != 0 || when.nanosecond != 0) return std::nullopt;
    return day_of(when);
}

std::optional<date_time> from_instant(const instant& when) noexcept
{
    constexpr sys_days first{year::min() / January / 1};
    constexpr sys_days last{year::max() / December / 31};
    const sys_seconds since_epoch{when.since_epoch};
    if (since_epoch < first || since_epoch >= last + days{1}) return std::nullopt;
    const auto day = floor<days>(since_epoch);
    const hh_mm_ss clock{since_epoch - day};
    date_time found = midnight(year_month_day{day});
    found.hour = static_cast<std::uint8_t>(clock.hours().count());
    found.minute = static_cast<std::uint8_t>(clock.minutes().count());
    found.second = static_cast<std::uint8_t>(clock.seconds().count());
    found.nanosecond = static_cast<std::uint32_t>(when.fraction.count());
    return found;
}

std::optional<instant> to_instant(const date_time& when) noexcept
{
    const auto day = day_of(when);
    if (!day || when.second == 60) return std::nullopt;
    const auto clock = hours{when.hour} + minutes{when.minute} + seconds{when.second};
    return instant{sys_seconds{sys_days{*day} + clock}.time_since_epoch(), nanoseconds{when.nanosecond}};
}

}  // namespace cellseal::calendar
