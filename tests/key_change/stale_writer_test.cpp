// Who seals under the old key while it is changed, on a real database: waited for, or refused; nothing is lost.
#include <atomic>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "tests/key_change/deaf_process.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono_literals;
using tests::deaf_process;

BOOST_FIXTURE_TEST_SUITE(stale_writer_test, tests::engine_change)

BOOST_AUTO_TEST_CASE(behind_the_fence_the_database_refuses_what_was_sealed_before)
{
    const std::string held = stored_note(5);
    static_cast<void>(change(*app));
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    const std::string present = stored_note(5);
    BOOST_TEST(present != held);
    BOOST_CHECK_EXCEPTION(store_note(5, held), soci::soci_error, [](const soci::soci_error& refused) {
        return refused.get_error_message().find("cellseal stale key") != std::string::npos;
    });
    BOOST_TEST(stored_note(5) == present);
    BOOST_TEST(note_of(sql, 5) == "first");
}

BOOST_AUTO_TEST_CASE(on_postgresql_a_constraint_holds_where_triggers_are_off_and_the_next_change_passes_it)
{
    if (engine->name() != "postgresql") return;
    const std::string held = stored_note(5);
    static_cast<void>(change(*app));
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    app->key_change().changer().retire("ada", "");
    soci_orm::native(sql) << "alter table account disable trigger all";
    BOOST_CHECK_EXCEPTION(store_note(5, held), soci::soci_error, [](const soci::soci_error& refused) {
        return refused.get_error_message().find("cellseal_fence_account") != std::string::npos;
    });
    static_cast<void>(change(*app));
    write(sql, 5, "prepared");
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    write(sql, 6, "after");
    BOOST_TEST(note_of(sql, 5) == "prepared");
    BOOST_TEST(under_old_key() == 0u);
}

BOOST_AUTO_TEST_CASE(a_transaction_of_a_process_that_has_not_heard_is_refused_and_repeated)
{
    deaf_process deaf(*this);
    write(deaf.sql, 8, "before");
    static_cast<void>(change(*app));
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    {
        soci::transaction refused(deaf.sql);
        BOOST_CHECK_EXCEPTION(write(deaf.sql, 8, "too late"), error, [](const error& stale) {
            return stale.code() == errc::stale_key && stale.advice() == advice::try_again;
        });
    }
    BOOST_TEST(note_of(sql, 8) == "before");
    soci::transaction repeated(deaf.sql);
    write(deaf.sql, 8, "repeated");
    repeated.commit();
    BOOST_TEST(note_of(sql, 8) == "repeated");
    BOOST_TEST(under_old_key() == 0u);
}

// Outside a transaction nobody sees that the first try was refused.
BOOST_AUTO_TEST_CASE(a_single_statement_of_a_process_that_has_not_heard_repeats_itself)
{
    deaf_process deaf(*this);
    static_cast<void>(change(*app));
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    write(deaf.sql, 9, "at once");
    BOOST_TEST(note_of(deaf.sql, 9) == "at once");
    BOOST_TEST(note_of(sql, 9) == "at once");
    BOOST_TEST(under_old_key() == 0u);
}

BOOST_AUTO_TEST_CASE(so_does_a_statement_that_was_prepared_before)
{
    deaf_process deaf(*this);
    std::string note = "prepared before";
    const int seven = 7;
    soci::statement prepared = (deaf.sql.prepare << "update account set note = :note where id = :id",
                                soci::use(note, "note"), soci::use(seven, "id"));
    prepared.execute(true);
    static_cast<void>(change(*app));
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    note = "repeated by itself";
    prepared.execute(true);
    BOOST_TEST(note_of(sql, 7) == note);
    BOOST_TEST(under_old_key() == 0u);
}

BOOST_AUTO_TEST_CASE(a_transaction_that_wrote_under_the_old_key_is_waited_for_and_its_rows_follow)
{
    if (engine->name() == "sqlite") return;  // One writer at a time: the new key waits for it at once.
    deaf_process deaf(*this);
    static_cast<void>(change(*app));
    soci::transaction held(deaf.sql);
    write(deaf.sql, 9, "held across the fence");
    activate(*app);

    std::atomic<next_step> at = next_step::nothing;
    std::atomic<work_outcome> outcome = work_outcome::nothing_to_do;
    std::thread worker([&] {
        outcome = work(*app, [&](const work_progress& progress) {
            at = progress.step;
            return true;
        });
    });
    while (at != next_step::close_fence) std::this_thread::sleep_for(10ms);
    std::this_thread::sleep_for(500ms);
    BOOST_TEST(static_cast<int>(at.load()) == static_cast<int>(next_step::close_fence));
    held.commit();
    worker.join();

    BOOST_TEST(static_cast<int>(outcome.load()) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(note_of(sql, 9) == "held across the fence");
    BOOST_TEST(under_old_key() == 0u);
}

BOOST_AUTO_TEST_CASE(rows_are_found_by_several_attributes_before_during_and_after_a_change)
{
    static_cast<void>(change(*app));
    const auto outcome = work(*app, [&](const work_progress&) {
        BOOST_TEST(found_by_place(sql, 77) == 77);
        return true;
    });
    BOOST_TEST(static_cast<int>(outcome) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(under_old_key() == 0u);
    int renewed = 0;
    soci_orm::native(sql) << "select count(*) from account where substr(bidx_place, 1, 4) = 'AAAC'", soci::into(renewed);
    BOOST_TEST(renewed == accounts);
    for (int id = 1; id <= accounts; ++id) BOOST_TEST(found_by_place(sql, id) == id);
}

BOOST_AUTO_TEST_SUITE_END()
