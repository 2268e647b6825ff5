// What is unique stays so at every stage of a key change, on a real database.
#include <atomic>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "tests/key_change/deaf_process.h"
#include "tests/key_change/limited_user.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace std::chrono_literals;

namespace {

struct unique_accounts : tests::engine_change {
    unique_accounts()
    {
        sql << "create unique index account_email on account(bidx_email)";
        sql << "create unique index account_place on account(bidx_place)";
    }

    static void insert(soci::session& by, int id, const std::string& email)
    {
        by << "insert into account(id, email) values(:id, :email)", soci::use(id, "id"), soci::use(email, "email");
    }
    static bool is_refused(soci::session& by, int id, const std::string& email)
    {
        try {
            insert(by, id, email);
            return false;
        } catch (const soci::soci_error&) {
            return true;
        }
    }
    void upsert(int id, const std::string& email, const std::string& town)
    {
        const std::string conflict = engine->name() == "mysql"
                                         ? "on duplicate key update town = values(town), street = null"
                                         : "on conflict (email) do update set town = excluded.town, street = null";
        sql << "insert into account(id, email, town, street) values(:id, :email, :town, null) " + conflict,
            soci::use(id, "id"), soci::use(email, "email"), soci::use(town, "town");
    }
    [[nodiscard]] int count()
    {
        int rows = 0;
        soci_orm::native(sql) << "select count(*) from account", soci::into(rows);
        return rows;
    }
    [[nodiscard]] std::string token(int id)
    {
        std::string stored;
        soci_orm::native(sql) << "select bidx_email from account where id = :id", soci::use(id), soci::into(stored);
        return stored;
    }
    /// Whom the owner lets look, and insert.
    tests::limited_user newcomer{*engine, sql, "newcomer"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(unique_values_test, unique_accounts)

BOOST_AUTO_TEST_CASE(at_every_stage_of_a_change_a_value_that_is_there_is_refused)
{
    BOOST_TEST(is_refused(sql, 1000, email_of(1)));
    static_cast<void>(change(*app));
    BOOST_TEST(is_refused(sql, 1000, email_of(1)));
    activate(*app);
    static_cast<void>(app->started().keyring->reload());
    const std::string before = token(2);
    BOOST_TEST(is_refused(sql, 1000, email_of(2)));
    BOOST_TEST(token(2) != before);
    int stages = 0;
    const auto outcome = work(*app, [&](const work_progress&) {
        const int id = 3 + stages++ % (accounts - 3);
        BOOST_TEST(is_refused(sql, 1000, email_of(id)));
        return true;
    });
    BOOST_TEST(stages > 3);
    BOOST_TEST(static_cast<int>(outcome) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(app->key_change().rows().findings(10).empty());
    BOOST_TEST(count() == accounts);
    app->key_change().changer().retire("ada", "");
    BOOST_TEST(is_refused(sql, 1000, email_of(1)));
    for (int id = 1; id <= accounts; ++id) BOOST_TEST(note_of(sql, id) == "first");
}

BOOST_AUTO_TEST_CASE(an_upsert_changes_the_row_that_is_there)
{
    static_cast<void>(change(*app));
    activate(*app);
    static_cast<void>(app->started().keyring->reload());
    upsert(1000, email_of(7), "Paris");
    BOOST_TEST(count() == accounts);
    std::string town;
    sql << "select town from account where id = 7", soci::into(town);
    BOOST_TEST(town == "Paris");
    BOOST_TEST(note_of(sql, 7) == "first");
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(found_by_place(sql, 8) == 8);
}

// Rows are moved by the worker and by those who write, each at the same time.
BOOST_AUTO_TEST_CASE(beside_a_worker_and_other_writers_no_value_is_stored_twice)
{
    static_cast<void>(change(*app));
    activate(*app);
    static_cast<void>(app->started().keyring->reload());
    std::atomic<int> refused = 0, others = 0;
    const auto writing = [&](int from) {
        soci::session own = app->open_session();
        for (int id = from; id <= accounts; id += 2) {
            for (;;) {
                try {
                    soci::transaction all(own);
                    insert(own, 1000 + from, email_of(id));
                    all.commit();
                    ++others;
                    break;
                } catch (const soci::soci_error& failed) {
                    const std::string told = failed.get_error_message();
                    // Held by the other one for too long, or at once: again.
                    if (told.find("lock") != told.npos || told.find("concurrent") != told.npos) continue;
                    ++refused;
                    break;
                }
            }
        }
    };
    std::thread one([&] { writing(1); }), two([&] { writing(2); });
    const auto outcome = work(*app);
    one.join();
    two.join();
    BOOST_TEST(refused == accounts);
    BOOST_TEST(others == 0);
    BOOST_TEST(count() == accounts);
    BOOST_TEST(static_cast<int>(outcome) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(app->key_change().rows().findings(10).empty());
}

BOOST_AUTO_TEST_CASE(who_may_not_move_the_row_is_told_which_right_that_takes)
{
    if (engine->name() == "sqlite") return;
    {
        tests::deaf_process theirs(*this, newcomer.granted("select, insert", "account"));
        insert(theirs.sql, 500, "before@example.org");
        static_cast<void>(change(*app));
        activate(*app);
        static_cast<void>(theirs.keyring->reload());
        BOOST_CHECK_EXCEPTION(insert(theirs.sql, 1000, email_of(1)), error,
                              refused_with(errc::bad_schema, {"account.email", "Grant select and update on account"}));
        BOOST_TEST(count() == accounts + 1);
        insert(theirs.sql, 1000, "new@example.org");
        BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
        BOOST_TEST(is_refused(theirs.sql, 1001, email_of(1)));
    }
    newcomer.forget();
}

BOOST_AUTO_TEST_SUITE_END()
