#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <thread>

#include <soci/soci.h>

#include "adapters/orm/soci/catalogue_store_soci.h"
#include "adapters/orm/soci/event_log_soci.h"
#include "adapters/orm/soci/keyring_store_soci.h"
#include "adapters/orm/soci/protected_rows_soci.h"
#include "tests/adapters_keys/connection_under_test.h"
#include "tests/contracts/keyring_store_contract.h"

using namespace cellseal;
using namespace cellseal::contracts;
using namespace cellseal::soci_orm;

namespace {

/// One database with two connections, empty of cellseal's tables before and after.
class database_home {
public:
    explicit database_home(const std::string& connection) : first_(connection), second_(connection) { drop_tables(); }
    ~database_home() { drop_tables(); }

    keyring_home home() { return {store, other, catalogue, log}; }
    soci::session& sql() { return first_; }

private:
    void drop_tables()
    {
        for (const std::string& name : {names_.keyring, names_.attributes, names_.events})
            first_ << "drop table if exists " + name;
    }

    keyring_table_names names_ = keyring_table_names::with_prefix("cellseal_test_");
    soci::session first_, second_;
    keyring_database database_{first_, names_}, other_database_{second_, names_};

public:
    keyring_store_soci store{database_}, other{other_database_};
    catalogue_store_soci catalogue{database_};
    event_log_soci log{database_};
    protected_rows_soci rows{database_};
};

bool is_sqlite(const std::string& connection) { return connection.starts_with("sqlite3"); }

struct memory_home {
    memory_tables tables;
    memory_keyring_store store{tables}, other{tables};
    memory_catalogue_store catalogue{tables};
    memory_event_log log{tables};
};

void everywhere(void (*check)(keyring_home))
{
    memory_home memory;
    check({memory.store, memory.other, memory.catalogue, memory.log});
    check(database_home(connection_under_test()).home());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keyring_store_test)

BOOST_AUTO_TEST_CASE(an_empty_database_holds_nothing) { everywhere(an_empty_home_holds_nothing); }
BOOST_AUTO_TEST_CASE(a_keyring_is_read_back_byte_for_byte) { everywhere(what_is_stored_is_read_back_byte_for_byte); }
BOOST_AUTO_TEST_CASE(two_creators_at_once_make_one_keyring)
{
    everywhere(a_second_first_keyring_is_refused_and_changes_nothing);
}
BOOST_AUTO_TEST_CASE(two_writers_at_once_make_one_generation)
{
    everywhere(of_two_writers_from_one_generation_the_second_is_refused);
}
BOOST_AUTO_TEST_CASE(events_alone_keep_the_generation_and_are_swapped_in_one_after_the_other)
{
    everywhere(of_two_events_that_keep_the_generation_the_second_is_refused_and_so_is_a_step_from_before);
}
BOOST_AUTO_TEST_CASE(an_unchained_event_is_chained_later)
{
    everywhere(an_event_that_is_chained_later_replaces_its_unchained_row);
}
BOOST_AUTO_TEST_CASE(refusals_are_found_by_when_they_happened)
{
    everywhere(refusals_of_a_span_are_found_the_latest_first_chained_or_not);
}
BOOST_AUTO_TEST_CASE(the_audit_trail_is_read_page_by_page) { everywhere(many_events_come_in_the_order_of_the_chain); }

BOOST_AUTO_TEST_CASE(a_protected_table_with_a_row_is_found_and_an_empty_or_missing_one_is_not)
{
    database_home database(connection_under_test());
    soci::session& sql = database.sql();
    sql << "drop table if exists contact";
    const auto registry = organisation::email_and_ssn();
    BOOST_CHECK(!database.rows.occupied_table(*registry));
    sql << "create table contact (id int primary key, email varchar(255), ssn varchar(255))";
    BOOST_CHECK(!database.rows.occupied_table(*registry));
    sql << "insert into contact (id) values (1)";
    BOOST_CHECK(database.rows.occupied_table(*registry) == "contact");
    sql << "drop table contact";
}

BOOST_AUTO_TEST_CASE(a_start_on_a_real_database_creates_opens_and_notices_a_row_changed_by_hand)
{
    database_home database(connection_under_test());
    organisation with;
    const start_up_plan plan{{"contoso", database.store, with.key, with.pins, with.crypto, with.time},
                             database.catalogue,
                             database.rows,
                             organisation::email_and_ssn(),
                             &with.key,
                             organisation::cheap};
    BOOST_CHECK(open_or_create(plan).what == start_up_report::outcome::created);
    BOOST_CHECK(open_or_create(plan).what == start_up_report::outcome::opened);
    database.sql() << "update cellseal_test_keyring set state = 'archived' where kind = 'index_key'";
    BOOST_CHECK(open_or_create(plan).reason == errc::keyring_damaged);
    database.sql() << "update cellseal_test_keyring set state = 'sealing', created_at = created_at + 1 where kind "
                      "= 'index_key'";
    BOOST_CHECK(open_or_create(plan).reason == errc::keyring_damaged);
}

BOOST_AUTO_TEST_CASE(of_eight_creators_in_the_same_moment_one_wins_and_its_keyring_is_whole)
{
    const std::string connection = connection_under_test();
    const database_home cleaned(connection);
    const organisation with;
    std::vector<first_keyring> made;
    for (int i = 0; i < 8; ++i) made.push_back(some_keyring(with));
    std::vector<errc> refusals(made.size(), errc::not_sealed);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < made.size(); ++i)
        threads.emplace_back([&, i] {
            soci::session sql(connection);
            keyring_database database(sql, keyring_table_names::with_prefix("cellseal_test_"));
            try {
                keyring_store_soci(database).store(made[i].change);
            } catch (const error& refused) {
                refusals[i] = refused.code();
            }
        });
    for (std::thread& each : threads) each.join();

    const auto winner = std::ranges::find(refusals, errc::not_sealed);
    BOOST_REQUIRE(winner != refusals.end());
    // A deadlock that the database broke can be tried again.
    const auto expected = [](errc each) { return each == errc::keyring_changed || each == errc::database_unavailable; };
    BOOST_CHECK_EQUAL(std::ranges::count_if(refusals, expected), 7);
    BOOST_CHECK_EQUAL(std::ranges::count(refusals, errc::not_sealed), 1);
    soci::session sql(connection);
    keyring_database database(sql, keyring_table_names::with_prefix("cellseal_test_"));
    BOOST_CHECK(keyring_store_soci(database).load() ==
                made[static_cast<std::size_t>(winner - refusals.begin())].change.next);
    BOOST_CHECK_EQUAL(catalogue_store_soci(database).load().size(), 2u);
}

BOOST_AUTO_TEST_CASE(a_connection_that_was_cut_is_opened_again)
{
    const std::string connection = connection_under_test();
    if (is_sqlite(connection)) return;  // has no connection to cut
    const bool postgresql = connection.starts_with("postgresql");
    database_home database(connection);
    const auto cut = [&] {
        soci::session killer(connection);
        long long id = 0;
        database.sql() << (postgresql ? "select pg_backend_pid()" : "select connection_id()"), soci::into(id);
        killer << (postgresql ? "select pg_terminate_backend(" : "kill ") + std::to_string(id) +
                      (postgresql ? ")" : "");
    };
    const organisation with;
    const first_keyring made = some_keyring(with);
    cut();
    database.store.store(made.change);
    cut();
    BOOST_CHECK(database.store.generation() == 1u);
    cut();
    BOOST_CHECK(database.store.load() == made.change.next);
    cut();
    database.store.store(next_generation(with, made.change.next, made, made.change.attributes));
    BOOST_CHECK(database.store.generation() == 2u);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_locked_says_so_and_keeps_the_old_keyring)
{
    const std::string connection = "sqlite3://dbname=" + sqlite_file();
    database_home database(connection);
    const organisation with;
    const first_keyring made = some_keyring(with);
    database.store.store(made.change);
    soci::session blocker(connection);
    blocker << "begin immediate";
    BOOST_CHECK_EXCEPTION(database.other.store(next_generation(with, made.change.next, made, made.change.attributes)),
                          error, refused_with(errc::database_unavailable, {"locked", "Nothing was changed"}));
    blocker << "rollback";
    BOOST_CHECK(database.store.load() == made.change.next);
    database.other.store(next_generation(with, made.change.next, made, made.change.attributes));
    BOOST_CHECK(database.store.generation() == 2u);
}

BOOST_AUTO_TEST_CASE(rows_that_no_cellseal_has_written_are_damage)
{
    database_home database("sqlite3://dbname=" + sqlite_file());
    const organisation with;
    database.store.store(some_keyring(with).change);
    database.sql() << "update cellseal_test_keyring set wrap = 'zz' where kind = 'slot'";
    BOOST_CHECK_EXCEPTION(database.store.load(), error, refused_with(errc::keyring_damaged, {"column wrap"}));
    database.sql() << "delete from cellseal_test_keyring where kind = 'slot'";
    BOOST_CHECK_EXCEPTION(database.store.load(), error, refused_with(errc::keyring_damaged, {"no slot"}));
    database.sql() << "delete from cellseal_test_keyring";
    BOOST_CHECK(!database.store.load());
    BOOST_CHECK(database.store.any_trace());
}

BOOST_AUTO_TEST_CASE(a_table_name_that_some_database_would_fold_or_quote_is_refused)
{
    soci::session sql("sqlite3://dbname=:memory:");
    const std::string too_long(64, 'a');
    for (const std::string& name :
         std::vector<std::string>{"", "Upper", "1st", "a b", "x;drop table contact", "ä", too_long})
        BOOST_CHECK_EXCEPTION(keyring_database(sql, {name, "a", "b"}), error,
                              refused_with(errc::bad_setting, {"lower-case"}));
}

BOOST_AUTO_TEST_SUITE_END()
