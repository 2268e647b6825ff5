#include "adapters/orm/soci/key_change/server_pace.h"

#include <boost/test/unit_test.hpp>

using cellseal::soci_orm::server_pace;
using namespace std::chrono_literals;

namespace {

/// Two workers whose own clocks know nothing of each other.
struct paced {
    server_pace pace;
    server_pace::time_point now{std::chrono::hours(1)};

    /// Silences one after another; returns the time that passed.
    void silences(int count, std::uint64_t writes_in_each)
    {
        while (count-- > 0) {
            pace.heard(writes_in_each, now);
            now += server_pace::period;
        }
    }
};

constexpr int all_remembered = server_pace::remembered / server_pace::period + 1;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(server_pace_test, paced)

BOOST_AUTO_TEST_CASE(alone_it_writes_for_a_millisecond_and_goes_straight_on)
{
    silences(all_remembered, 0);
    BOOST_TEST(pace.is_alone());
    BOOST_CHECK(pace.longest() == server_pace::longest_alone);
    BOOST_TEST(pace.block() == server_pace::block_alone);
    BOOST_CHECK(pace.gap_after(1s, false) == 0s);
}

BOOST_AUTO_TEST_CASE(beside_others_it_does_little_at_once_and_leaves_the_server_alone_most_of_the_time)
{
    silences(1, server_pace::few + 1);
    BOOST_TEST(!pace.is_alone());
    BOOST_CHECK(pace.longest() == server_pace::longest_beside);
    BOOST_TEST(pace.block() == server_pace::block_beside);
    BOOST_CHECK(pace.gap_after(300us, true) == server_pace::free_for * 300us);
}

BOOST_AUTO_TEST_CASE(beside_others_that_never_stop_it_has_a_quarter_of_the_time_at_least)
{
    for (; now < server_pace::time_point(std::chrono::hours(2)); now += 1min) pace.heard(1000, now);
    for (const server_pace::duration busy : {10us, 1000us, 20000us, 1000000us})
        BOOST_CHECK(busy >= (busy + pace.gap_after(busy, true)) / 4);
    BOOST_CHECK(pace.gap_after(10s, true) == server_pace::longest_gap);
}

BOOST_AUTO_TEST_CASE(beside_others_one_of_several_workers_goes_on_and_the_rest_now_and_then)
{
    pace.heard(1000, now);
    for (const server_pace::duration busy : {10us, 300us, 1000000us})
        BOOST_CHECK(pace.gap_after(busy, false) == server_pace::longest_gap);
}

BOOST_AUTO_TEST_CASE(where_a_commit_is_slow_the_rows_of_a_statement_take_as_long_as_it_does)
{
    for (const std::uint64_t others : {0u, 1000u}) {
        pace = {};
        pace.heard(others, now);
        pace.statement_took(8ms, server_pace::block_beside);
        pace.statement_took(5ms, 8);
        BOOST_CHECK(pace.longest() == 10ms);
        pace.statement_took(7ms, 8);
        pace.statement_took(1ms, server_pace::block_alone);
        BOOST_CHECK(pace.longest() == 10ms);
        BOOST_TEST(pace.block() == server_pace::block_alone);
    }
    pace.statement_took(600us, 8);
    BOOST_CHECK(pace.longest() == 1200us);
    BOOST_TEST(pace.block() == 4 * server_pace::block_beside);
    pace.statement_took(100us, 8);
    BOOST_CHECK(pace.longest() == server_pace::longest_beside);
    BOOST_TEST(pace.block() == server_pace::block_beside);
}

BOOST_AUTO_TEST_CASE(who_writes_seldom_is_noticed_by_several_writes_and_remembered_for_a_while)
{
    silences(1, 1);
    silences(5, 0);
    silences(1, server_pace::few - 1);
    BOOST_TEST(pace.is_alone());
    silences(1, 1);
    BOOST_TEST(!pace.is_alone());
    silences(all_remembered, 0);
    BOOST_TEST(pace.is_alone());
}

BOOST_AUTO_TEST_CASE(single_writes_far_from_each_other_are_nobody)
{
    for (int i = 0; i < 10; ++i) {
        silences(1, server_pace::few);
        silences(all_remembered, 0);
        BOOST_TEST(pace.is_alone());
    }
}

BOOST_AUTO_TEST_CASE(what_is_heard_before_the_time_is_known_counts_until_something_better_is)
{
    pace.heard_at_first(1);
    BOOST_TEST(!pace.is_alone());
    pace.heard(0, now);
    BOOST_TEST(pace.is_alone());
    pace.heard_at_first(0);
    BOOST_TEST(pace.is_alone());
}

BOOST_AUTO_TEST_CASE(no_silence_is_known_before_the_time_of_the_server)
{
    BOOST_TEST(!pace.next_silence(now).has_value());
    pace.tell_time(5s, now);
    BOOST_TEST(pace.next_silence(now).has_value());
}

BOOST_AUTO_TEST_CASE(workers_whose_clocks_differ_are_silent_at_the_same_moments)
{
    server_pace other;
    const server_pace::time_point elsewhere{std::chrono::hours(777) + 12345us};
    pace.tell_time(5000000040000us, now);
    other.tell_time(5000000040000us + 1234567us, elsewhere + 1234567us);
    for (const server_pace::duration later : {0us, 1us, 100000us, 149999us, 150000us, 5000000us, 123456789us}) {
        const auto here = pace.next_silence(now + later), there = other.next_silence(elsewhere + later);
        BOOST_CHECK(here->begins - now == there->begins - elsewhere);
        BOOST_CHECK(here->ends - here->begins == server_pace::silence);
        BOOST_CHECK(here->ends > now + later);
        BOOST_CHECK(here->begins <= now + later + server_pace::period);
    }
}

BOOST_AUTO_TEST_CASE(a_silence_that_is_on_is_told_until_it_ends)
{
    pace.tell_time(0us, now);
    const auto silence = pace.next_silence(now);
    BOOST_CHECK(silence->begins == now);
    BOOST_CHECK(pace.next_silence(silence->ends - 1ns)->begins == now);
    BOOST_CHECK(pace.next_silence(silence->ends)->begins == now + server_pace::period);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_is_followed)
{
    pace.tell_time(10s, now);
    pace.tell_time(std::chrono::microseconds(3), now + 1s);
    BOOST_CHECK(pace.next_silence(now + 1s)->begins == now + 1s - 3us);
    // A moment that lay before.
    BOOST_CHECK(pace.next_silence(now + 1s - 1us)->ends >= now + 1s - 1us);
}

BOOST_AUTO_TEST_SUITE_END()
