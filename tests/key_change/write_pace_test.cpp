#include "adapters/orm/soci/key_change/write_pace.h"

#include <boost/test/unit_test.hpp>

using cellseal::soci_orm::write_pace;
using namespace std::chrono_literals;

namespace {

/// A database on which a row takes 5 µs and a commit 100 µs, or what a test says.
struct paced {
    write_pace pace;
    write_pace::time_point now{std::chrono::hours(1)};
    std::chrono::nanoseconds row = 5us, commit = 100us;

    void transaction(bool others = false)
    {
        now = std::max(now, pace.begins());
        const std::size_t rows = pace.rows();
        const auto began = now, wrote = began + row * static_cast<int>(rows);
        now = wrote + commit;
        pace.ended({rows, began, wrote, now, others});
    }
    void transactions(int count, bool others = false)
    {
        while (count-- > 0) transaction(others);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(write_pace_test, paced)

BOOST_AUTO_TEST_CASE(alone_it_writes_much_at_a_time_and_waits_for_nobody)
{
    transactions(20);
    BOOST_TEST(pace.rows() == static_cast<std::size_t>(write_pace::alone / row));
    BOOST_CHECK(pace.begins() == now);
}

BOOST_AUTO_TEST_CASE(beside_others_it_writes_little_at_once_and_leaves_the_lock_free_most_of_the_time)
{
    transactions(20);
    transaction(true);
    BOOST_TEST(pace.rows() == static_cast<std::size_t>(write_pace::beside_others / row));
    transaction(true);
    const auto held = row * static_cast<int>(write_pace::beside_others / row) + commit;
    BOOST_CHECK(pace.begins() == now + write_pace::free_for * held);
}

BOOST_AUTO_TEST_CASE(others_count_for_a_while_after_their_last_write)
{
    transactions(20);
    transaction(true);
    const auto seen = now;
    while (now < seen + write_pace::remembered - 10ms) transaction();
    BOOST_TEST(pace.rows() == static_cast<std::size_t>(write_pace::beside_others / row));
    transactions(100);
    BOOST_TEST(pace.rows() == static_cast<std::size_t>(write_pace::alone / row));
}

BOOST_AUTO_TEST_CASE(where_a_commit_is_slow_the_rows_take_as_long_as_it_does)
{
    commit = 8ms;
    transactions(20, true);
    BOOST_TEST(pace.rows() == static_cast<std::size_t>(commit / row));
}

BOOST_AUTO_TEST_CASE(after_a_commit_that_hung_it_goes_on_soon)
{
    commit = 20s;
    transaction(true);
    BOOST_CHECK(pace.begins() == now + write_pace::longest_gap);
}

BOOST_AUTO_TEST_CASE(there_is_an_end_in_both_directions)
{
    row = 1ns;
    transactions(20);
    BOOST_TEST(pace.rows() == write_pace::most_rows);
    row = 1s;
    transactions(20, true);
    BOOST_TEST(pace.rows() == write_pace::fewest_rows);
}

BOOST_AUTO_TEST_CASE(a_short_rest_at_the_end_of_a_table_does_not_change_the_size)
{
    transactions(20);
    const std::size_t before = pace.rows();
    pace.ended({.rows = 3, .began = now, .wrote = now + 15us, .ended = now + 100us, .others = false});
    BOOST_TEST(pace.rows() == before);
}

BOOST_AUTO_TEST_CASE(the_first_version_seen_is_nobodys_change)
{
    BOOST_TEST(!pace.has_changed(7));
    BOOST_TEST(!pace.has_changed(7));
    BOOST_TEST(pace.has_changed(8));
    BOOST_TEST(!pace.has_changed(8));
}

BOOST_AUTO_TEST_SUITE_END()
