#include "plugin/entity/calendar.h"

#include <boost/test/unit_test.hpp>

#include "plugin/entity/time_exchange.h"

using namespace cellseal;
using namespace std::chrono;

namespace {

/// What strptime and timegm of the C library make of a text: somebody else's calendar.
std::tm by_c_library(const char* text)
{
    std::tm broken{};
    BOOST_REQUIRE(strptime(text, "%Y-%m-%d %H:%M:%S", &broken) != nullptr);
    timegm(&broken);
    return broken;
}

void check_against_c_library(const char* text)
{
    const std::tm expected = by_c_library(text);
    const auto when = calendar::from_text(text);
    BOOST_REQUIRE(when.has_value());
    const auto broken = calendar::to_tm(*when);
    BOOST_REQUIRE(broken.has_value());
    BOOST_TEST(broken->tm_year == expected.tm_year);
    BOOST_TEST(broken->tm_mon == expected.tm_mon);
    BOOST_TEST(broken->tm_mday == expected.tm_mday);
    BOOST_TEST(broken->tm_hour == expected.tm_hour);
    BOOST_TEST(broken->tm_wday == expected.tm_wday);
    BOOST_TEST(broken->tm_yday == expected.tm_yday);
    std::tm again = *broken;
    BOOST_TEST(calendar::to_instant(*when)->since_epoch.count() == timegm(&again));
    BOOST_CHECK(calendar::from_tm(*broken) == *when);
    BOOST_TEST(calendar::to_text(*when) == text);
}

template <class TimePoint>
void check_there_and_back(TimePoint member)
{
    const auto when = calendar::from_member(member);
    BOOST_REQUIRE(when.has_value());
    TimePoint again{};
    BOOST_REQUIRE(calendar::to_member(*when, again));
    BOOST_CHECK(again == member);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar_test)

BOOST_AUTO_TEST_CASE(dates_agree_with_the_c_library)
{
    for (const char* text :
         {"1970-01-01 00:00:00", "1969-12-31 23:59:59", "1900-02-28 12:00:00", "2000-02-29 00:00:00",
          "2024-02-29 23:59:59", "2026-12-31 01:02:03", "1582-10-10 05:06:07", "9999-12-31 23:59:59"})
        check_against_c_library(text);
}

BOOST_AUTO_TEST_CASE(dates_that_do_not_exist_are_no_dates)
{
    for (const char* text : {"2023-02-29", "1900-02-29", "2024-04-31", "2024-00-01", "2024-13-01", "2024-01-00",
                             "2024-01-01 24:00:00", "2024-01-01 00:60:00", "2024-01-01 00:00:61", "99999-01-01"})
        BOOST_TEST(!calendar::from_text(text).has_value(), text);

    std::tm broken{};
    broken.tm_year = 123;
    broken.tm_mon = 1;
    broken.tm_mday = 29;
    BOOST_TEST(!calendar::from_tm(broken).has_value());
    BOOST_TEST(!calendar::from_day(2023y / February / 29).has_value());
}

BOOST_AUTO_TEST_CASE(other_texts_are_no_dates)
{
    for (const char* text : {"", "2024", "2024-1-1", "24-01-01", "2024-01-01x", "2024-01-01 ", "2024-01-01 10",
                             "2024-01-01 10:00:00.", "2024-01-01 10:00:00.1234567890", "2024-01-01 10:00:00Z",
                             "2024-01-01 10:00:00+01", " 2024-01-01", "2024/01/01", "+2024-01-01"})
        BOOST_TEST(!calendar::from_text(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(a_day_alone_and_parts_of_a_second_are_read)
{
    BOOST_CHECK((calendar::from_text("2024-02-29") == date_time{2024, 2, 29, 0, 0, 0, 0}));
    BOOST_CHECK((calendar::from_text("2024-02-29T10:11") == date_time{2024, 2, 29, 10, 11, 0, 0}));
    BOOST_CHECK((calendar::from_text("2024-02-29 10:11:12.5") == date_time{2024, 2, 29, 10, 11, 12, 500'000'000}));
    BOOST_CHECK((calendar::from_text("2024-02-29 10:11:12.000000001") == date_time{2024, 2, 29, 10, 11, 12, 1}));
    BOOST_TEST(calendar::to_text({2024, 2, 29, 10, 11, 12, 1}) == "2024-02-29 10:11:12.000000001");
    BOOST_TEST(calendar::to_text({-44, 3, 15, 0, 0, 0, 0}) == "-0044-03-15 00:00:00");
    BOOST_CHECK((calendar::from_text("-0044-03-15") == date_time{-44, 3, 15, 0, 0, 0, 0}));
}

BOOST_AUTO_TEST_CASE(a_leap_second_is_a_date_but_no_instant)
{
    const auto leap = calendar::from_text("2016-12-31 23:59:60");
    BOOST_REQUIRE(leap.has_value());
    BOOST_TEST(calendar::to_tm(*leap)->tm_sec == 60);
    BOOST_TEST(!calendar::to_instant(*leap).has_value());
}

BOOST_AUTO_TEST_CASE(time_points_of_any_tick_come_back)
{
    check_there_and_back(sys_days{1960y / February / 29});
    check_there_and_back(sys_seconds{-1s});
    check_there_and_back(sys_time<milliseconds>{-1ms});
    check_there_and_back(sys_time<nanoseconds>{-1ns});
    check_there_and_back(sys_time<nanoseconds>{1'785'000'000'123'456'789ns});
    check_there_and_back(sys_time<hours>{-7h});
    check_there_and_back(local_days{2024y / February / 29});
    check_there_and_back(local_time<microseconds>{5us});
    check_there_and_back(2024y / February / 29);
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_silently)
{
    sys_days day;
    sys_seconds second;
    sys_time<milliseconds> millisecond;
    sys_time<nanoseconds> nanosecond;
    std::tm broken{};
    year_month_day date;
    BOOST_TEST(!calendar::to_member({2024, 1, 1, 1, 0, 0, 0}, day));
    BOOST_TEST(!calendar::to_member({2024, 1, 1, 1, 0, 0, 0}, date));
    BOOST_TEST(!calendar::to_member({2024, 1, 1, 0, 0, 0, 5}, second));
    BOOST_TEST(!calendar::to_member({2024, 1, 1, 0, 0, 0, 1'000'001}, millisecond));
    BOOST_TEST(!calendar::to_member({2024, 1, 1, 0, 0, 0, 5}, broken));
    BOOST_TEST(!calendar::to_member({2300, 1, 1, 0, 0, 0, 0}, nanosecond), "beyond what nanoseconds can count");
    BOOST_TEST(!calendar::to_member({1600, 1, 1, 0, 0, 0, 0}, nanosecond));
    BOOST_TEST(!calendar::from_member(sys_time<hours>::max()).has_value());
    BOOST_TEST(!calendar::from_member(sys_seconds::min()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
