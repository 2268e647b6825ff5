// Deadlocks, locks, a changed schema on Firebird: nothing is stored in part, nothing shown, and the session is usable
// afterwards. firebird_file_test.cpp has the faults of a file.
#include <chrono>
#include <functional>
#include <future>
#include <thread>

#include "tests/orm/soci/firebird_database.h"
#include "tests/refused.h"

#include <soci/callbacks.h>

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct firebird_faults : firebird {
    /// What `run` fails with; it must not show the value "needle".
    static std::string failure(const std::function<void()>& run)
    {
        try {
            run();
        } catch (const std::exception& problem) {
            BOOST_TEST_MESSAGE(problem.what());
            BOOST_TEST(std::string(problem.what()).find("needle") == std::string::npos);
            BOOST_TEST(std::string(problem.what()).find("_cs1") == std::string::npos);
            return problem.what();
        }
        return {};
    }
    static void change(soci::session& session, int id, const std::string& note)
    {
        session << "update person set note = :n where id = :id", soci::use(note, "n"), soci::use(id, "id");
    }
    void store(const std::vector<int>& ids)
    {
        for (const int id : ids) insert(id, "first");
        renew();
    }
    /// What was written is seen by the others, and what the others wrote is seen here.
    void renew()
    {
        sql.commit();
        sql.begin();
    }
    /// Another session ends the connection of this one.
    void cut()
    {
        int connection = 0;
        native << "select current_connection from rdb$database", soci::into(connection);
        soci::session other(factory, connect);
        other << "delete from mon$attachments where mon$attachment_id = " << connection;
        other.commit();
    }
    void works()
    {
        insert(1000, "afterwards");
        BOOST_TEST(note_of(1000) == "afterwards");
        BOOST_TEST(looks_sealed(stored("note", 1000)));
        sql << "delete from person where id = 1000";
    }
};

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(firebird_faults_test, firebird_faults)

BOOST_AUTO_TEST_CASE(a_deadlock_ends_one_of_two_and_the_other_is_stored_whole)
{
    store({1, 2});
    soci::session other(factory, connect);
    change(sql, 1, "needle");
    change(other, 2, "needle");
    auto there = std::async(std::launch::async, [&] {
        const std::string problem = failure([&] { change(other, 1, "needle"); });
        problem.empty() ? other.commit() : other.rollback();
        return problem;
    });
    const std::string here = failure([&] { change(sql, 2, "needle"); });
    here.empty() ? sql.commit() : sql.rollback();
    const std::string problem = there.get();
    sql.begin();
    BOOST_TEST((here.empty() != problem.empty()));
    BOOST_TEST(contains(here + problem, "eadlock"));
    BOOST_TEST(note_of(1) == "needle");
    BOOST_TEST(note_of(2) == "needle");
    works();
}

BOOST_AUTO_TEST_CASE(a_row_that_another_has_changed_is_told_and_the_transaction_can_be_tried_again)
{
    store({1});
    soci::session other(factory, connect);
    BOOST_TEST(note_of(1) == "first");
    change(other, 1, "theirs");
    other.commit();
    BOOST_TEST(contains(failure([&] { change(sql, 1, "needle"); }), "concurrent update"));
    sql.rollback();
    sql.begin();
    change(sql, 1, "ours");
    renew();
    BOOST_TEST(note_of(1) == "ours");
}

BOOST_AUTO_TEST_CASE(a_statement_waits_for_a_lock_until_it_is_gone_or_somebody_ends_the_statement)
{
    store({1});
    soci::session holding(factory, connect);
    soci::session watching(factory, connect);
    change(holding, 1, "held");
    const auto is_waiting = [&] {
        watching.rollback();
        int active = 0;
        watching << "select count(*) from mon$statements where mon$state = 1 and mon$sql_text like 'update person%'",
            soci::into(active);
        return active > 0;
    };
    const auto start = [&] {
        auto made = std::async(std::launch::async, [&] { return failure([&] { change(sql, 1, "needle"); }); });
        while (!is_waiting()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return made;
    };
    auto ended = start();
    watching << "delete from mon$statements where mon$state = 1 and mon$sql_text like 'update person%'";
    watching.commit();
    BOOST_TEST(contains(ended.get(), "cancelled"));
    sql.rollback();
    sql.begin();
    BOOST_TEST(note_of(1) == "first");

    auto patient = start();
    holding.rollback();
    BOOST_TEST(patient.get() == "");
    BOOST_TEST(note_of(1) == "needle");
}

BOOST_AUTO_TEST_CASE(a_statement_that_fails_in_the_middle_of_a_transaction_leaves_what_plain_soci_leaves)
{
    insert(1, "first");
    std::vector<int> ids = {2, 1, 3};
    const std::vector<std::string> notes(3, "needle");
    BOOST_TEST(failure([&] {
                   sql << "insert into person(id, note) values(:id, :n)", soci::use(ids, "id"), soci::use(notes, "n");
               }) != "");
    BOOST_TEST(count("person") == 2);  // A vector is a statement for each row, with SOCI.
    sql << "delete from person where id = 2";
    ids = {2, 1, 3};
    BOOST_CHECK_THROW((native << "insert into person(id) values(:id)", soci::use(ids)), soci::soci_error);
    BOOST_TEST(count("person") == 2);
    works();
    renew();
    BOOST_TEST(note_of(1) == "first");
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_cut_is_reported_and_made_anew)
{
    int id = 1;
    const std::string note = "needle";
    soci::statement insert_each =
        (sql.prepare << "insert into person(id, note) values(:id, :n)", soci::use(id, "id"), soci::use(note, "n"));
    insert_each.execute(true);
    cut();
    BOOST_TEST(failure([&] { insert(2, "needle"); }) != "");
    BOOST_TEST(failure([&] { insert_each.execute(true); }) != "");
    BOOST_TEST(!sql.is_connected());
    insert_each.clean_up();
    sql.reconnect();
    BOOST_TEST(sql.is_connected());
    int rows = -1;
    sql << "select count(*) from person", soci::into(rows);
    BOOST_TEST(rows == 0);
    insert(4, "afterwards");
    BOOST_TEST(note_of(4) == "afterwards");
}

BOOST_AUTO_TEST_CASE(a_failover_callback_is_not_called)
{
    struct counting final : soci::failover_callback {
        int times = 0;
        void started() override { ++times; }
        void finished(soci::session&) override { ++times; }
        void failed(bool&, std::string&) override { ++times; }
    } callback;
    sql.set_failover_callback(callback);
    cut();
    for (int id = 1; id < 3; ++id) BOOST_TEST(failure([&] { insert(id, "needle"); }) != "");
    BOOST_TEST(callback.times == 0);
    sql.reconnect();
    left_out("failover callbacks", "SOCI's backend calls none");
}

BOOST_AUTO_TEST_CASE(no_time_out_of_locks_can_be_asked_for)
{
    BOOST_CHECK_THROW(native << "set transaction wait lock timeout 1", soci::soci_error);
    left_out("lock time-outs", "SOCI's backend starts each transaction as one that waits without a limit");
}

BOOST_AUTO_TEST_CASE(a_column_that_is_made_narrower_under_a_running_session_cuts_nothing_off)
{
    insert(1, "first");
    sql << "delete from person";
    renew();
    {
        soci::session other(*soci::factory_firebird(), connect);
        other << "alter table person drop note";
        other.commit();
        other << "alter table person add note varchar(20) character set ascii";
        other.commit();
    }
    renew();
    BOOST_TEST(failure([&] { insert(2, "needle"); }) != "");
    BOOST_TEST(count("person") == 0);
    renew();
    sql.reconnect();
    BOOST_CHECK_EXCEPTION(insert(2, "needle"), error, refused_with(errc::column_too_narrow));
}

BOOST_AUTO_TEST_CASE(a_column_that_goes_under_a_running_session_is_an_error_of_the_database)
{
    insert(1, "first");
    renew();
    {
        soci::session other(*soci::factory_firebird(), connect);
        other << "alter table person drop note";
        other.commit();
    }
    renew();
    BOOST_TEST(contains(failure([&] { insert(2, "needle"); }), "NOTE"));
    BOOST_TEST(count("person") == 1);
    native << "alter table person add note varchar(1000) character set ascii";
    renew();
    works();
}

BOOST_AUTO_TEST_CASE(a_database_in_latin_1_keeps_every_character_of_a_sealed_value)
{
    native << "alter table person drop note";
    sql.commit();
    native << "alter table person add note varchar(1000) character set iso8859_1";
    sql.commit();
    soci::session session(factory, "service=" + folder + "/test.fdb user=sysdba charset=ISO8859_1");
    const std::string note = "Grüße, 日本, \xF0\x9F\x94\x91";
    session << "insert into person(id, note) values(1, :n)", soci::use(note);
    std::string found;
    session << "select note from person", soci::into(found);
    BOOST_TEST(found == note);
    session.rollback();
    sql.begin();
}

BOOST_AUTO_TEST_SUITE_END()
