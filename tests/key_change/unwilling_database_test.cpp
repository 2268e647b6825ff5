// A key change on a database that is restarted meanwhile, that grants little, or that two administrators want at once.
#include <algorithm>
#include <atomic>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "tests/key_change/deaf_process.h"
#include "tests/key_change/limited_user.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

struct unwilling_database : tests::engine_change {
    /// Carries on like an administrator who is told to try again.
    work_outcome work_on(const change_worker::watcher& watch)
    {
        for (int tries = 0;; ++tries) {
            try {
                return work(*app, watch);
            } catch (const error& failed) {
                BOOST_TEST_MESSAGE(failed.what());
                if (failed.advice() != advice::try_again || tries == 20) throw;
            }
        }
    }
    void restart() const
    {
        if (engine->kill_server()) engine->start_server();
    }

    /// May read and write rows, and make nothing.
    tests::limited_user clerk{*engine, sql, "clerk"};
    static constexpr const char* rows_alone = "select, insert, update, delete";
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(unwilling_database_test, unwilling_database)

BOOST_AUTO_TEST_CASE(a_server_that_is_killed_at_every_stage_loses_nothing)
{
    if (engine->name() == "sqlite") return;
    static_cast<void>(change(*app));
    std::vector<next_step> killed_at;
    const auto outcome = work_on([&](const work_progress& progress) {
        const bool seen = std::ranges::find(killed_at, progress.step) != killed_at.end();
        if (!seen && (progress.step != next_step::reseal || progress.resealed > 0)) {
            killed_at.push_back(progress.step);
            restart();
        }
        return true;
    });
    // What comes before may be done by the application itself, which watches over the change, too.
    for (const next_step each : {next_step::reseal, next_step::close_fence, next_step::reseal_behind_fence,
                                 next_step::verify, next_step::conclude})
        BOOST_TEST((std::ranges::find(killed_at, each) != killed_at.end()), "not killed at: " << name_of(each));
    BOOST_TEST(static_cast<int>(outcome) == static_cast<int>(work_outcome::verified));
    sql.reconnect();
    BOOST_TEST(under_old_key() == 0u);
    for (int id = 1; id <= accounts; ++id) BOOST_TEST(note_of(sql, id) == "first");
    write(sql, 3, "afterwards");
    BOOST_TEST(note_of(sql, 3) == "afterwards");
    app->key_change().changer().retire("ada", "");
}

BOOST_AUTO_TEST_CASE(without_the_right_to_make_triggers_a_change_ends_and_says_what_to_run)
{
    if (engine->name() == "sqlite") return;
    const std::string held = stored_note(5);
    auto theirs = open(clerk.granted(rows_alone));
    static_cast<void>(change(*theirs));
    BOOST_TEST(static_cast<int>(work(*theirs)) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(under_old_key() == 0u);
    const auto statements = theirs->key_change().rows().missing_fences(*theirs->started().keyring->for_sealing());
    BOOST_TEST(statements.size() >= 2u);
    for (const std::string& each : statements) soci_orm::native(sql) << each;
    BOOST_TEST(app->key_change().rows().missing_fences(*app->started().keyring->reload()).empty());
    BOOST_CHECK_THROW(store_note(5, held), soci::soci_error);
    soci::session writing = theirs->open_session();
    write(writing, 6, "by the clerk");
    BOOST_TEST(note_of(sql, 6) == "by the clerk");
    theirs->key_change().changer().retire("ada", "");
    // The next change needs a wider fence, or none.
    BOOST_CHECK_EXCEPTION(change(*theirs), error, refused_with(errc::change_refused, {"drop trigger"}));
    writing.close();
    theirs.reset();
    clerk.forget();
}

BOOST_AUTO_TEST_CASE(a_keyring_that_this_user_may_not_read_is_not_taken_for_missing)
{
    if (engine->name() == "sqlite") return;
    auto theirs = open(clerk.granted(rows_alone, "account"));
    BOOST_CHECK_EXCEPTION(theirs->started(), error,
                          refused_with(errc::bad_schema, {"may not read the table cellseal_keyring"}));
    theirs.reset();
    clerk.forget();
}

BOOST_AUTO_TEST_CASE(without_the_right_to_make_tables_a_finding_says_which_one_is_needed)
{
    if (engine->name() == "sqlite") return;
    store_note(4, stored_note(5));  // Moved from another row: it does not open.
    auto theirs = open(clerk.granted(rows_alone));
    static_cast<void>(change(*theirs));
    std::string statement;
    BOOST_CHECK_EXCEPTION(work(*theirs), error, [&](const error& refused) {
        const std::string told = refused.what();
        statement = told.substr(std::min(told.size(), told.find("create table")));
        return refused.code() == errc::bad_schema && !statement.empty();
    });
    soci_orm::native(sql) << statement;
    if (engine->name() == "postgresql")
        soci_orm::native(sql) << "grant select, insert, update, delete on cellseal_finding to public";
    BOOST_TEST(static_cast<int>(work(*theirs)) == static_cast<int>(work_outcome::needs_a_decision));
    BOOST_TEST(theirs->key_change().rows().acknowledge("account.note 4"));
    BOOST_TEST(static_cast<int>(work(*theirs)) == static_cast<int>(work_outcome::verified));
    theirs.reset();
    clerk.forget();
}

BOOST_AUTO_TEST_CASE(without_the_right_to_make_the_keyring_a_first_start_says_what_to_run_and_leaves_no_key_behind)
{
    if (engine->name() == "sqlite") return;
    const std::string connection = clerk.granted(rows_alone);
    sql.close();
    app.reset();
    soci::session owner(engine->factory(), engine->connect_string());
    owner << "delete from account";
    for (const char* each : {"cellseal_keyring", "cellseal_attribute", "cellseal_event", "cellseal_process"})
        owner << fmt::format("drop table {}", each);
    std::filesystem::remove_all(folder / "keys");
    std::string told;
    try {
        told = open(connection)->started().message;
    } catch (const error& refused) {
        told = refused.what();
    }
    BOOST_TEST(!std::filesystem::exists(folder / "keys/contoso.sealkey"));
    BOOST_TEST_CONTEXT(told) BOOST_TEST(told.find("run `cellseal init`") != told.npos);
    app = open();
    BOOST_TEST((app->started().what == start_up_report::outcome::created));
    if (engine->name() == "postgresql")
        for (const char* each : {"cellseal_keyring", "cellseal_attribute", "cellseal_event"})
            owner << fmt::format("grant select, insert, update, delete on {} to public", each);
    auto theirs = open(connection);
    BOOST_TEST((theirs->started().what == start_up_report::outcome::opened));
    theirs.reset();
    sql.open(app->factory(), engine->connect_string());
    clerk.forget();
}

BOOST_AUTO_TEST_CASE(without_the_right_to_make_the_table_of_processes_nothing_is_activated_by_itself)
{
    if (engine->name() == "sqlite") return;
    const std::string connection = clerk.granted(rows_alone);
    soci_orm::native(sql) << "drop table cellseal_process";
    sql.close();
    app.reset();
    soci::session owner(engine->factory(), engine->connect_string());

    auto theirs = open(connection);
    std::string told;
    theirs->on_message([&](const std::string& message) { told += message; });
    static_cast<void>(theirs->started());
    BOOST_TEST(told.find("a key change does not wait for this process") != told.npos);
    static_cast<void>(change(*theirs));
    std::string statement;
    BOOST_TEST(static_cast<int>(work(*theirs, [&](const work_progress& progress) {
                   BOOST_TEST((progress.step == next_step::wait_for_processes));
                   statement = progress.unseen_because;
                   return false;
               })) == static_cast<int>(work_outcome::stopped));
    statement.erase(0, std::min(statement.size(), statement.find("create table")));
    BOOST_REQUIRE(!statement.empty());
    owner << statement;
    if (engine->name() == "postgresql") owner << "grant select, insert, update, delete on cellseal_process to public";
    BOOST_TEST(static_cast<int>(work(*theirs)) == static_cast<int>(work_outcome::verified));
    theirs.reset();
    app = open();
    sql.open(app->factory(), engine->connect_string());
    clerk.forget();
}

// Who has not heard of the activation does not look for what lies under the new key: that is found by the resealing.
BOOST_AUTO_TEST_CASE(a_value_stored_twice_by_a_process_that_has_not_heard_waits_for_a_decision_with_both_keys)
{
    sql << "create unique index account_email on account(bidx_email)";
    tests::deaf_process deaf(*this);
    static_cast<void>(change(*app));
    activate(*app);
    const int first = 1000, twin = 1001;
    const std::string email = "twin@example.org", note = "twin";
    BOOST_TEST(app->started().keyring->reload() != nullptr);
    const auto insert = [&](soci::session& by, int id) {
        by << "insert into account(id, email, note) values(:id, :email, :note)", soci::use(id, "id"),
            soci::use(email, "email"), soci::use(note, "note");
    };
    insert(sql, first);
    insert(deaf.sql, twin);
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::needs_a_decision));
    const auto findings = app->key_change().rows().findings(10);
    BOOST_REQUIRE_EQUAL(findings.size(), 1u);
    BOOST_TEST(findings.front().name() == "account.email 1001");
    BOOST_TEST(findings.front().reason == "duplicate of 1000");
    BOOST_TEST(under_old_key() == 1u);
    sql << "delete from account where id = :id", soci::use(twin, "id");
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(under_old_key() == 0u);
}

BOOST_AUTO_TEST_CASE(of_two_administrators_at_once_one_changes_the_key)
{
    const auto second = open();
    std::atomic<int> accepted = 0, told_to_look = 0;
    const auto administer = [&](config::application& by) {
        try {
            static_cast<void>(change(by));
            ++accepted;
        } catch (const error& refused) {
            told_to_look += refused.code() == errc::keyring_changed || refused.code() == errc::change_refused;
        }
    };
    std::thread other([&] { administer(*second); });
    administer(*app);
    other.join();
    BOOST_TEST(accepted == 1);
    BOOST_TEST(told_to_look == 1);
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    soci::session theirs = second->open_session();
    BOOST_TEST(note_of(theirs, 17) == "first");
    BOOST_TEST(under_old_key() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
