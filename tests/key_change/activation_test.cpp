// When a prepared change is activated: whom it waits for, and how long.
#include <boost/test/unit_test.hpp>

#include "tests/key_change/at_work.h"

using namespace cellseal;

BOOST_FIXTURE_TEST_SUITE(key_change_activation_test, at_work)

BOOST_AUTO_TEST_CASE(activation_waits_until_all_that_seal_and_look_for_values_have_read_the_keyring)
{
    const accepted_change accepted = change();
    processes.report({"crm-2 pid 7", 2, accepted.key_check, 0});
    const auto begin = time.time;
    static_cast<void>(work([&](const work_progress& progress) {
        if (progress.step != next_step::activate) return true;
        BOOST_TEST((time.time - begin >= heard_within));
        BOOST_TEST((time.time - begin < limits.lease));
        return false;
    }));
    BOOST_TEST((steps.back() == next_step::activate));
}

BOOST_AUTO_TEST_CASE(where_no_process_has_recorded_itself_those_that_cannot_get_a_whole_lease)
{
    static_cast<void>(change());
    const auto begin = time.time;
    static_cast<void>(work([&](const work_progress& progress) {
        if (progress.step == next_step::activate) BOOST_TEST((time.time - begin >= limits.lease));
        return progress.step != next_step::activate;
    }));
    BOOST_TEST((steps.back() == next_step::activate));
}

BOOST_AUTO_TEST_CASE(where_processes_cannot_be_recorded_nothing_is_activated_until_they_can_or_somebody_says_so)
{
    processes.may_be_made = false;
    const accepted_change accepted = change();
    BOOST_TEST(!activate());
    int looks = 0;
    static_cast<void>(work([&](const work_progress& progress) {
        BOOST_TEST((progress.step == next_step::wait_for_processes));
        BOOST_TEST(progress.unseen_because.find("create table") != std::string::npos);
        return ++looks < 200;
    }));
    BOOST_TEST((state().phase == change_phase::prepared));
    BOOST_TEST(changer.activate(key_changer::missing::leave_behind, key_changer::old_key::opens, "ada"));
    BOOST_TEST(state().new_check == accepted.key_check);
}

BOOST_AUTO_TEST_SUITE_END()
