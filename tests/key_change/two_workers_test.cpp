#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/key_change/engine_change.h"

using namespace cellseal;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(two_workers_test, tests::engine_change)

BOOST_AUTO_TEST_CASE(two_workers_carry_one_change_through_on_sqlite_one_at_a_time)
{
    const bool takes_turns = engine->name() == "sqlite";
    const auto other = open();
    static_cast<void>(change(*app));
    std::atomic<bool> begun = false, stood_by = false;
    work_outcome second = work_outcome::stopped;
    std::thread beside([&] {
        while (!begun) std::this_thread::sleep_for(1ms);
        second = work(*other, [&](const work_progress& progress) {
            if (progress.stands_by) stood_by = true;
            return true;
        });
    });
    const work_outcome first = work(*app, [&](const work_progress& progress) {
        if (progress.resealed > 0) begun = true;
        for (int i = 0; begun && takes_turns && !stood_by && i < 2000; ++i) std::this_thread::sleep_for(10ms);
        return true;
    });
    begun = true;
    beside.join();
    BOOST_TEST(static_cast<int>(first) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(static_cast<int>(second) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(stood_by == takes_turns);
    BOOST_TEST(under_old_key() == 0u);
}

BOOST_AUTO_TEST_CASE(who_stands_by_goes_on_where_the_other_stops)
{
    const auto other = open();
    static_cast<void>(change(*app));
    std::atomic<bool> begun = false, stood_by = false;
    std::thread beside([&] {
        while (!begun) std::this_thread::sleep_for(1ms);
        static_cast<void>(work(*other, [&](const work_progress& progress) {
            // A server has no turns.
            if (progress.stands_by || progress.step == next_step::verify) stood_by = true;
            return true;
        }));
    });
    const work_outcome first = work(*app, [&](const work_progress& progress) {
        if (progress.resealed > 0) begun = true;
        for (int i = 0; begun && !stood_by && i < 2000; ++i) std::this_thread::sleep_for(10ms);
        return !begun;
    });
    begun = true;
    beside.join();
    BOOST_TEST(static_cast<int>(first) == static_cast<int>(work_outcome::stopped));
    BOOST_TEST(under_old_key() == 0u);
    BOOST_TEST(name_of(app->key_change().changer().state().phase) == "verified");
}

BOOST_AUTO_TEST_SUITE_END()
