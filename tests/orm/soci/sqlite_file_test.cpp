// A SQLite database that is locked, read-only or gone: the database says so, nothing is lost, the session goes on.
#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <soci/sqlite3/soci-sqlite3.h>

#include "tests/orm/soci/people.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

constexpr int busy = 5;
constexpr int read_only = 8;
constexpr int cannot_open = 14;

/// One database file, and the folder that it lies in alone.
struct one_file : people {
    std::string connect = engine->connect_string();
    std::filesystem::path file = connect.substr(7, connect.find(' ') - 7);  // Behind "dbname=".

    [[nodiscard]] bool applies() const
    {
        if (engine->name() == "sqlite") return true;
        left_out("faults of a file", "a server's files are its own; through ODBC they are the driver's");
        return false;
    }

    void write(soci::session& session, const std::string& note)
    {
        session << "insert into person(note) values(:note)", soci::use(note);
    }

    /// What an attempt to write the note "secret" fails with; 0 where it does not.
    [[nodiscard]] int failure(soci::session& session)
    {
        try {
            write(session, "secret");
            return 0;
        } catch (const soci::sqlite3_soci_error& thrown) {
            BOOST_TEST_MESSAGE(thrown.what());
            BOOST_TEST(std::string(thrown.what()).find("secret") == std::string::npos);
            return thrown.result();
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sqlite_file_test, one_file)

BOOST_AUTO_TEST_CASE(a_transaction_larger_than_the_cache_does_not_lock_out_the_connection_that_reads_the_keyring)
{
    if (!applies()) return;
    constexpr const char* small_cache = "pragma cache_size = 10";
    soci::session reader(*soci::factory_sqlite3(), "dbname=" + file.string());
    const auto rows_seen = [&] {
        int rows = -1;
        reader << "select count(*) from person", soci::into(rows);
        return rows;
    };
    const std::string note(4'000, 'n');
    {
        plain << small_cache;
        soci::transaction control(plain);
        for (int i = 0; i < 100; ++i) plain << "insert into person(note) values(:note)", soci::use(note);
        BOOST_CHECK_THROW(rows_seen(), soci::soci_error);
    }
    soci::session writer(factory, connect);
    writer << small_cache;
    soci::transaction large(writer);
    for (int i = 0; i < 100; ++i) write(writer, note);
    BOOST_TEST(rows_seen() == 0);
    large.commit();
    BOOST_TEST(rows_seen() == 100);
}

BOOST_AUTO_TEST_CASE(a_locked_database_says_so_and_takes_the_value_later)
{
    if (!applies()) return;
    soci::session impatient(factory, "dbname=" + file.string());
    plain << "begin exclusive";
    BOOST_TEST(failure(impatient) == busy);
    plain << "rollback";
    write(impatient, "later");
    BOOST_TEST(count("person") == 1);
    BOOST_TEST(looks_sealed(stored("note", 1)));
}

BOOST_AUTO_TEST_CASE(a_lock_that_strikes_a_prepared_statement_leaves_it_usable)
{
    if (!applies()) return;
    soci::session impatient(factory, "dbname=" + file.string());
    std::string note = "first";
    soci::statement insert_one = (impatient.prepare << "insert into person(note) values(:note)", soci::use(note));
    insert_one.execute(true);
    plain << "begin exclusive";
    BOOST_CHECK_THROW(insert_one.execute(true), soci::sqlite3_soci_error);
    plain << "commit";
    note = "second";
    insert_one.execute(true);
    BOOST_TEST(count("person") == 2);
    BOOST_TEST(read<std::string>(2, "note") == "second");
}

BOOST_AUTO_TEST_CASE(a_read_only_database_is_read_and_refuses_writes)
{
    if (!applies()) return;
    insert(1, "note", std::string("there"));
    soci::session reader(factory, "dbname=" + file.string() + " readonly=true");
    std::string note;
    reader << "select note from person", soci::into(note);
    BOOST_TEST(note == "there");
    BOOST_TEST(failure(reader) == read_only);
    reader << "select note from person", soci::into(note);
    BOOST_TEST(note == "there");
    BOOST_TEST(count("person") == 1);
}

BOOST_AUTO_TEST_CASE(a_full_database_takes_nothing_in_part)
{
    if (!applies()) return;
    insert(1, "note", std::string("there"));
    int pages = 0;
    soci_orm::native(sql) << "pragma page_count", soci::into(pages);
    soci_orm::native(sql) << "pragma max_page_count = " << pages;
    const std::string large(1 << 20, 'x');
    BOOST_CHECK_EXCEPTION(write(sql, large), soci::sqlite3_soci_error, [&](const soci::sqlite3_soci_error& thrown) {
        return thrown.result() == 13 && std::string(thrown.what()).find("xxx") == std::string::npos;
    });
    BOOST_TEST(count("person") == 1);
    soci_orm::native(sql) << "pragma max_page_count = 1000000";
    write(sql, large);
    BOOST_TEST(read<std::string>(2, "note") == large);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_gone_is_an_error_and_not_an_empty_one)
{
    if (!applies()) return;
    insert(1, "note", std::string("there"));
    std::filesystem::rename(file, file.string() + ".away");
    BOOST_TEST(failure(sql) == read_only);  // SQLite: "database moved"
    BOOST_CHECK_EXCEPTION(soci::session(factory, "dbname=/nowhere/at/all.db"), soci::soci_error,
                          [](const soci::soci_error& thrown) {
                              return std::string(thrown.what()).find("unable to open") != std::string::npos;
                          });
    std::filesystem::rename(file.string() + ".away", file);
    write(sql, "after");
    BOOST_TEST(count("person") == 2);
}

BOOST_AUTO_TEST_SUITE_END()
