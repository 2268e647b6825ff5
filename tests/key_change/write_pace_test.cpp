#include "adapters/orm/soci/key_change/write_pace.h"

#include <boost/test/unit_test.hpp>

using cellseal::soci_orm::write_pace;
using namespace std::chrono_literals;

namespace {

/// A database on which a commit takes 40 µs, or what a test says; whoever writes uses all of his time.
struct paced {
    write_pace pace;
    write_pace::time_point now{std::chrono::hours(1)};
    write_pace::duration commit = 40us;

    void transaction(bool others = false)
    {
        now = std::max(now, pace.begins());
        const auto began = now, wrote = began + pace.hold();
        now = wrote + commit;
        pace.ended({began, wrote, now, others});
    }
    void transactions(int count, bool others = false)
    {
        while (count-- > 0) transaction(others);
    }
    void quiet_for(write_pace::duration span)
    {
        for (const auto end = now + span; now < end;) transaction();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(write_pace_test, paced)

BOOST_AUTO_TEST_CASE(the_first_transactions_are_short_since_nothing_is_known_of_others)
{
    BOOST_TEST(pace.is_alone());
    BOOST_CHECK(pace.hold() == write_pace::shortest);
    for (const auto begin = now; now < begin + 100ms;) {
        transaction();
        BOOST_CHECK(pace.hold() <= std::max<write_pace::duration>(now - begin, write_pace::shortest));
        BOOST_CHECK(pace.hold() <= write_pace::short_one);
    }
    BOOST_CHECK(pace.hold() == write_pace::short_one);
}

BOOST_AUTO_TEST_CASE(alone_it_writes_longer_and_longer_and_leaves_the_lock_free_in_between)
{
    const auto begin = now;
    for (auto before = pace.hold(); now < begin + 1s; before = pace.hold()) {
        transaction();
        BOOST_CHECK(pace.begins() == now + (before + commit) / write_pace::free_part);
        BOOST_CHECK(pace.hold() >= before);
        BOOST_CHECK(pace.hold() <= std::max<write_pace::duration>((now - begin) / 10, write_pace::short_one));
    }
    BOOST_CHECK(pace.hold() > 90ms);
    quiet_for(10s);
    BOOST_CHECK(pace.hold() == write_pace::longest);
}

BOOST_AUTO_TEST_CASE(beside_others_it_writes_little_at_once_and_leaves_the_lock_free_most_of_the_time)
{
    quiet_for(10s);
    transaction(true);
    BOOST_CHECK(pace.hold() == write_pace::shortest_beside);
    BOOST_TEST(!pace.is_alone());
    transaction(true);
    BOOST_CHECK(pace.begins() == now + write_pace::free_for * (write_pace::shortest_beside + commit));
}

BOOST_AUTO_TEST_CASE(others_count_for_a_while_after_their_last_write)
{
    transaction(true);
    const auto seen = now;
    while (now < seen + write_pace::remembered - 10ms) transaction();
    BOOST_CHECK(pace.hold() == write_pace::shortest_beside);
    quiet_for(20ms);
    BOOST_TEST(pace.is_alone());
    BOOST_CHECK(pace.hold() > 100ms);
}

BOOST_AUTO_TEST_CASE(who_writes_every_few_seconds_waits_for_a_small_part_of_that)
{
    for (const std::chrono::milliseconds period : {2500ms, 3000ms, 5000ms}) {
        quiet_for(period);
        BOOST_CHECK(pace.hold() <= period / 10);
        transaction(true);
    }
}

BOOST_AUTO_TEST_CASE(where_a_commit_is_slow_rows_beside_others_take_as_long_as_it_does)
{
    commit = 8ms;
    transactions(20, true);
    BOOST_CHECK(pace.hold() == commit);
}

BOOST_AUTO_TEST_CASE(one_slow_commit_among_quick_ones_makes_no_transaction_longer)
{
    transactions(20, true);
    commit = 3ms;
    transactions(write_pace::few_commits - 1, true);
    BOOST_CHECK(pace.hold() == write_pace::shortest_beside);
    transaction(true);
    BOOST_CHECK(pace.hold() == commit);
}

BOOST_AUTO_TEST_CASE(after_a_commit_that_hung_it_goes_on_soon)
{
    commit = 20s;
    transactions(write_pace::few_commits, true);
    BOOST_CHECK(pace.begins() == now + write_pace::longest_gap);
    BOOST_CHECK(pace.hold() == write_pace::longest_beside);
    commit = 1ms;
    transaction(true);
    transaction(true);
    BOOST_CHECK(pace.hold() == 1ms);
}

BOOST_AUTO_TEST_CASE(the_first_version_seen_is_nobodys_change)
{
    BOOST_TEST(!pace.has_changed(7));
    BOOST_TEST(!pace.has_changed(7));
    BOOST_TEST(pace.has_changed(8));
    BOOST_TEST(!pace.has_changed(8));
}

BOOST_AUTO_TEST_SUITE_END()
