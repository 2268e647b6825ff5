#include <boost/test/unit_test.hpp>

#include <utility>

#include "plugin/error/error.h"
#include "tests/key_change/at_work.h"

using namespace cellseal;

BOOST_FIXTURE_TEST_SUITE(turns_test, at_work)

BOOST_AUTO_TEST_CASE(a_worker_stands_by_while_another_has_the_turn_and_touches_nothing)
{
    static_cast<void>(change());
    int looks = 0;
    std::size_t calls = 0;
    rows.turn = [&] { return ++looks > 20; };
    rows.before = [&](const std::string& call) {
        if (looks > 0 && looks < 20 && (call == "reseal" || call == "forget_findings")) ++calls;
    };
    bool told = false, after = false;
    BOOST_TEST(static_cast<int>(work([&](const work_progress& progress) {
                   told |= progress.stands_by;
                   if (progress.step == next_step::verify) after |= progress.stands_by;
                   return true;
               })) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(told);
    BOOST_TEST(!after);
    BOOST_TEST(calls == 0u);
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(who_stands_by_tells_how_far_the_other_is_and_how_fast)
{
    static_cast<void>(change());
    int looks = 0;
    rows.turn = [&] {
        // The other needs two seconds for a row.
        if (++looks % 20 == 0 && looks <= 100) rows.sealed_at[static_cast<std::size_t>(looks) / 20] = state().generation;
        return looks > 120;
    };
    std::vector<std::uint64_t> left;
    static_cast<void>(work([&](const work_progress& progress) {
        if (!progress.stands_by) return true;
        if (left.empty() || left.back() != progress.rows_left) left.push_back(progress.rows_left);
        if (left.size() > 1) BOOST_TEST(progress.rows_per_second > 0.3);
        if (left.size() > 1) BOOST_TEST(progress.rows_per_second < 0.7);
        return left.size() < 5;
    }));
    BOOST_TEST(left == (std::vector<std::uint64_t>{10, 9, 8, 7, 6}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_stands_by_can_be_stopped_and_ends_when_the_other_has_ended)
{
    static_cast<void>(change());
    rows.turn = [] { return false; };
    BOOST_TEST(static_cast<int>(work([](const work_progress& each) { return !each.stands_by; })) ==
               static_cast<int>(work_outcome::stopped));
    BOOST_TEST(old_rows() > 0u);

    bool other_done = false;
    BOOST_TEST(static_cast<int>(work([&](const work_progress& progress) {
                   if (!progress.stands_by || std::exchange(other_done, true)) return true;
                   rows.turn = [] { return true; };
                   change_worker other(changer, surroundings, limits);
                   BOOST_TEST(static_cast<int>(other.run([](const work_progress&) { return true; })) ==
                              static_cast<int>(work_outcome::verified));
                   rows.turn = [] { return false; };
                   return true;
               })) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(other_done);
}

BOOST_AUTO_TEST_CASE(the_turn_is_given_up_at_a_pause_and_at_every_end)
{
    static_cast<void>(change());
    static_cast<void>(work([&](const work_progress& progress) { return progress.step != next_step::reseal; }));
    BOOST_TEST(rows.turns_given_up == 1u);
    static_cast<void>(work([&](const work_progress& progress) {
        if (progress.step == next_step::reseal && !progress.paused) rows.given.paused = true;
        return !progress.paused;
    }));
    BOOST_TEST(rows.turns_given_up == 3u);
    rows.given.paused = false;
    rows.before = [](const std::string& call) {
        if (call == "reseal") throw error(errc::database_unavailable, "the database is gone");
    };
    BOOST_CHECK_THROW(static_cast<void>(work()), error);
    BOOST_TEST(rows.turns_given_up == 4u);
}

BOOST_AUTO_TEST_SUITE_END()
