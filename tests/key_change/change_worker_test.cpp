#include "plugin/key_change/change_worker.h"

#include <boost/test/unit_test.hpp>

#include "tests/key_change/at_work.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(change_worker_test, at_work)

BOOST_AUTO_TEST_CASE(a_worker_takes_every_step_in_its_order)
{
    static_cast<void>(change());
    BOOST_TEST(static_cast<int>(work()) == static_cast<int>(work_outcome::verified));
    const std::vector<next_step> expected{next_step::wait_for_lease, next_step::activate,
                                          next_step::wait_for_lease, next_step::reseal,
                                          next_step::close_fence,    next_step::reseal_behind_fence,
                                          next_step::verify,         next_step::conclude};
    BOOST_TEST((steps == expected));
    BOOST_TEST(rows.fenced);
    BOOST_TEST(old_rows() == 0u);
    BOOST_TEST(name_of(state().phase) == "verified");
    changer.retire("ada", "");
}

BOOST_AUTO_TEST_CASE(without_a_change_there_is_nothing_to_do)
{
    BOOST_TEST(static_cast<int>(work()) == static_cast<int>(work_outcome::nothing_to_do));
}

BOOST_AUTO_TEST_CASE(resealing_begins_one_lease_after_activation)
{
    static_cast<void>(change());
    const auto begin = time.time;
    static_cast<void>(work([&](const work_progress& progress) {
        if (progress.step == next_step::reseal) BOOST_TEST((time.time - begin >= 30s));
        return true;
    }));
}

BOOST_AUTO_TEST_CASE(what_a_stale_writer_brings_behind_the_walk_is_found_behind_the_fence)
{
    static_cast<void>(change());
    bool late = false;
    static_cast<void>(work([&](const work_progress& progress) {
        if (progress.step == next_step::close_fence && !std::exchange(late, true)) rows.sealed_at[0] = 0;
        return true;
    }));
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(without_the_right_to_make_triggers_it_waits_for_leases_and_writers)
{
    rows.may_fence = false;
    static_cast<void>(change());
    BOOST_TEST(static_cast<int>(work()) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(rows.waits == 1u);
}

BOOST_AUTO_TEST_CASE(a_value_that_does_not_open_waits_for_a_decision_and_is_acknowledged_by_name)
{
    rows.damaged = {4};
    static_cast<void>(change());
    BOOST_TEST(static_cast<int>(work()) == static_cast<int>(work_outcome::needs_a_decision));
    BOOST_TEST(name_of(state().phase) == "resealing");
    BOOST_REQUIRE_EQUAL(rows.findings(10).size(), 1u);
    BOOST_TEST(rows.findings(10).front().name() == "contact.email 4");
    BOOST_CHECK_EXCEPTION(changer.retire("ada", ""), error, refused_with(errc::change_refused, {"1 rows"}));
    BOOST_TEST(rows.acknowledge("contact.email 4"));
    BOOST_TEST(static_cast<int>(work()) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(old_rows() == 1u);  // left as it was
    changer.retire("ada", "");
}

// Each call of a port fails once, as a crash would have it; the next worker goes on from what is stored.
BOOST_AUTO_TEST_CASE(whatever_fails_once_the_next_worker_finishes)
{
    static_cast<void>(change());
    const auto snapshot = tables;
    const auto snapshot_rows = rows.sealed_at;
    const auto key_file = key.file;
    const auto pin = pins.pin;
    std::size_t calls = 0;
    rows.before = [&](const std::string&) { ++calls; };
    static_cast<void>(work());
    BOOST_TEST(calls > 20u);
    for (std::size_t fails = 1; fails <= calls; ++fails) {
        tables = snapshot;
        rows.sealed_at = snapshot_rows;
        rows.sealing_since = 0;
        rows.fenced = false;
        key.file = key_file;
        pins.pin = pin;
        const start_up_report again = start();
        std::size_t call = 0;
        rows.before = [&](const std::string&) {
            if (++call == fails) throw error(errc::database_unavailable, "the database is gone");
        };
        BOOST_CHECK_EXCEPTION(run_with(again), error, refused_with(errc::database_unavailable));
        BOOST_TEST(static_cast<int>(run_with(again)) == static_cast<int>(work_outcome::verified));
        BOOST_TEST(old_rows() == 0u);
    }
}

// The same for each store of the keyring: before it, nothing is written; after it, the outcome is unknown.
BOOST_AUTO_TEST_CASE(whichever_commit_is_cut_off_the_next_worker_finishes)
{
    for (const bool before : {true, false})
        for (std::size_t fails = 1; fails <= 2; ++fails) {
            at_work fresh;
            static_cast<void>(fresh.change());
            std::size_t stores = 0;
            const auto fail = [&] {
                if (++stores == fails) throw std::runtime_error("killed");
            };
            (before ? fresh.store.before_store : fresh.store.after_store) = fail;
            try {
                static_cast<void>(fresh.work());
            } catch (const std::runtime_error&) {
            }
            fresh.store.before_store = fresh.store.after_store = nullptr;
            BOOST_TEST(static_cast<int>(fresh.work()) == static_cast<int>(work_outcome::verified));
            BOOST_TEST(fresh.old_rows() == 0u);
            BOOST_TEST(name_of(fresh.state().phase) == "verified");
        }
}

BOOST_AUTO_TEST_CASE(two_workers_share_one_change)
{
    static_cast<void>(change());
    bool other_done = false;
    static_cast<void>(work([&](const work_progress& progress) {
        if (progress.step != next_step::reseal || std::exchange(other_done, true)) return true;
        change_worker second(changer, surroundings, limits);
        BOOST_TEST(static_cast<int>(second.run([](const work_progress&) { return true; })) ==
                   static_cast<int>(work_outcome::verified));
        return true;
    }));
    BOOST_TEST(other_done);
    BOOST_TEST(old_rows() == 0u);
    BOOST_TEST(name_of(state().phase) == "verified");
}

BOOST_AUTO_TEST_CASE(a_worker_pauses_when_it_is_told_and_goes_on)
{
    static_cast<void>(change());
    std::size_t paused = 0;
    BOOST_TEST(static_cast<int>(work([&](const work_progress& progress) {
                   if (progress.step == next_step::reseal && paused == 0) rows.given.paused = true;
                   if (progress.paused && ++paused == 3) rows.given.paused = false;
                   return true;
               })) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(paused >= 3u);
}

BOOST_AUTO_TEST_CASE(a_date_that_jumps_forward_and_back_changes_nothing)
{
    constexpr std::uint64_t ten_years = 315'360'000;
    static_cast<void>(change());
    bool ahead = false;
    const auto jump = [&] { time.date = std::exchange(ahead, !ahead) ? time.date - ten_years : time.date + ten_years; };
    rows.before = [&](const std::string&) { jump(); };
    time.while_waiting = jump;
    const auto begin = time.time;
    BOOST_TEST(static_cast<int>(work()) == static_cast<int>(work_outcome::verified));
    BOOST_TEST((time.time - begin >= 30s));
    BOOST_TEST((time.time - begin < 70s));  // One lease before activation, one after it.
    BOOST_TEST(old_rows() == 0u);
    time.date -= ten_years;
    changer.retire("ada", "");
}

// A closed lid: whatever was true before is asked for again before the next value is sealed.
BOOST_AUTO_TEST_CASE(a_machine_that_slept_reads_the_keyring_before_it_seals_again)
{
    static_cast<void>(change());
    std::size_t read = 0, asleep = 0;
    static_cast<void>(work([&](const work_progress& progress) {
        if (progress.step != next_step::reseal) return true;
        if (asleep++ > 0) BOOST_TEST(store.generation_reads > read);
        read = store.generation_reads;
        time.time += 2h;
        return true;
    }));
    BOOST_TEST(asleep > 3u);
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(a_clock_that_goes_back_makes_a_lease_longer_and_nothing_stale)
{
    static_cast<void>(change());
    std::size_t waits = 0;
    time.while_waiting = [&] {
        if (++waits == 10) time.time -= 10min;
        if (waits == 40) time.time += 10min;
    };
    std::size_t read = 0;
    BOOST_TEST(static_cast<int>(work([&](const work_progress& progress) {
                   if (progress.step == next_step::reseal && read == 0) {
                       read = store.generation_reads;
                       time.time -= 30min;
                   } else if (progress.step == next_step::reseal) {
                       BOOST_TEST(store.generation_reads > read);
                   }
                   return true;
               })) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(waits >= 60u);
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(a_worker_is_no_faster_than_it_may_be)
{
    limits.rows_per_second = 1;
    static_cast<void>(change());
    const auto begin = time.time;
    static_cast<void>(work());
    BOOST_TEST((time.time - begin >= 30s + 10s));
}

BOOST_AUTO_TEST_CASE(a_worker_stops_where_its_watcher_says_so)
{
    static_cast<void>(change());
    BOOST_TEST(static_cast<int>(work([](const work_progress& each) { return each.step != next_step::reseal; })) ==
               static_cast<int>(work_outcome::stopped));
    BOOST_TEST(old_rows() > 0u);
}

BOOST_AUTO_TEST_CASE(a_limit_of_speed_leaves_no_more_than_a_fifth_of_a_second_to_one_batch)
{
    static_cast<void>(change());
    limits.rows_per_batch = 1000;
    limits.rows_per_second = 10;
    std::uint64_t before = 0, most = 0;
    static_cast<void>(work([&](const work_progress& progress) {
        most = std::max(most, progress.resealed - before);
        before = progress.resealed;
        return true;
    }));
    BOOST_TEST(most == 2u);
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
