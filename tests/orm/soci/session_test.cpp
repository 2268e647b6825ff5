// What is not a statement: transactions, pools, reconnecting, the backend's own words; and unprotected statements.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <mutex>
#include <sstream>
#include <thread>

#include <soci/sqlite3/soci-sqlite3.h>

#include "tests/orm/soci/how_it_is_done.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

BOOST_FIXTURE_TEST_SUITE(session_test, people)

BOOST_AUTO_TEST_CASE(the_session_answers_as_the_inner_backend_does)
{
    BOOST_TEST(sql.get_backend_name() == plain.get_backend_name());
    BOOST_TEST(sql.empty_blob() == plain.empty_blob());
    BOOST_TEST(sql.nvl() == plain.nvl());
    BOOST_TEST(sql.get_dummy_from_clause() == plain.get_dummy_from_clause());
    BOOST_TEST(sql.is_connected());
    soci::session asked(engine->factory(), engine->connect_string());
    tell_how(asked, *registry, engine->bytes_type());
    std::vector<std::string> ours(20);
    std::vector<std::string> theirs(20);
    if (engine->name() == "odbc-sqlite") {
        BOOST_CHECK_THROW((plain.get_table_names(), soci::into(theirs)), soci::soci_error);
        BOOST_CHECK_THROW((sql.get_table_names(), soci::into(ours)), soci::soci_error);
        return left_out("get_table_names()", "SOCI's ODBC backend asks for an information_schema, which SQLite has not");
    }
    sql.get_table_names(), soci::into(ours);
    plain.get_table_names(), soci::into(theirs);
    BOOST_TEST(ours == theirs, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_words_for_ddl_are_the_inner_backend_s)
{
    sql.create_table("ddl").column("id", soci::dt_integer).column("name", soci::dt_string, 20).primary_key("ddl_pk", "id");
    const int id = 1;
    sql << "insert into ddl(id, name) values(:id, 'x')", soci::use(id);
    BOOST_TEST(count("ddl") == 1);
    sql.drop_table("ddl");
}

BOOST_AUTO_TEST_CASE(a_rolled_back_transaction_leaves_nothing)
{
    {
        soci::transaction change(sql);
        insert(1, "note", std::string("rolled back"));
        BOOST_TEST(read<std::string>(1, "note") == "rolled back");
    }
    BOOST_TEST(count("person") == 0);
    {
        soci::transaction change(sql);
        insert(1, "note", std::string("kept"));
        change.commit();
    }
    BOOST_TEST(read<std::string>(1, "note") == "kept");
}

BOOST_AUTO_TEST_CASE(a_sequence_counts_as_it_does_for_plain_soci)
{
    long long ours = 0;
    long long theirs = 0;
    const std::string name = engine->name().ends_with("postgresql") ? "person_id_seq" : "person";
    const bool has = plain.get_next_sequence_value(name, theirs);
    BOOST_TEST(sql.get_next_sequence_value(name, ours) == has);
    if (has) BOOST_TEST(ours == theirs + 1);
}

BOOST_AUTO_TEST_CASE(a_reconnected_session_is_protected_as_before)
{
    insert(1, "note", std::string("before"));
    sql.reconnect();
    insert(2, "note", std::string("after"));

    BOOST_TEST(looks_sealed(stored("note", 2)));
    BOOST_TEST(read<std::string>(1, "note") == "before");
}

BOOST_AUTO_TEST_CASE(a_native_session_that_was_closed_is_told_and_reconnecting_the_session_mends_it)
{
    insert(1, "note", std::string("before"));
    BOOST_CHECK_THROW(soci_orm::native(sql).reconnect(), soci::soci_error);
    BOOST_TEST(!sql.is_connected());
    BOOST_CHECK_EXCEPTION(sql.begin(), soci::soci_error, [](const soci::soci_error& told) {
        return std::string_view(told.what()).find("reconnect()") != std::string_view::npos;
    });
    BOOST_CHECK_THROW(insert(2, "note", std::string("nowhere")), soci::soci_error);

    sql.reconnect();
    BOOST_TEST(read<std::string>(1, "note") == "before");
}

BOOST_AUTO_TEST_CASE(a_pool_is_used_from_several_threads)
{
    constexpr std::size_t threads = 8;
    constexpr int each = 25;
    soci::connection_pool pool(threads);
    for (std::size_t i = 0; i < threads; ++i) pool.at(i).open(factory, engine->connect_string());

    std::atomic<int> right = 0;
    std::mutex guard;
    std::string problems;
    std::vector<std::thread> workers;
    for (std::size_t worker = 0; worker < threads; ++worker)
        workers.emplace_back([&, worker] {
            soci::session session(pool);
            for (int i = 0; i < each; ++i) try {
                const int id = static_cast<int>(worker) * 1000 + i + 1;
                const std::string note = "note " + std::to_string(id);
                session << "insert into person(id, note) values(:id, :note)", soci::use(id), soci::use(note);
                std::string found;
                session << "select note from person where id = :id", soci::use(id), soci::into(found);
                if (found == note) ++right;
            } catch (const std::exception& problem) {
                const std::scoped_lock lock(guard);
                problems += problem.what();
            }
        });
    for (std::thread& worker : workers) worker.join();

    BOOST_TEST(problems == "");
    BOOST_TEST(right == static_cast<int>(threads) * each);
}

BOOST_AUTO_TEST_CASE(the_query_log_holds_the_user_s_text_and_no_values)
{
    std::ostringstream log;
    sql.set_log_stream(&log);
    insert(1, "note", std::string("secret"));
    sql.set_log_stream(nullptr);

    BOOST_TEST(log.str() == "insert into person(id, note) values(:id, :value)\n");
}

BOOST_AUTO_TEST_CASE(an_unprotected_statement_uses_the_inner_backend_s_elements)
{
    int id = 1;
    std::string message = "plain";
    sql << "insert into log(id, message) values(:id, :message)", soci::use(id), soci::use(message);
    std::string found;
    soci::statement select = (sql.prepare << "select message from log where id = :id", soci::use(id), soci::into(found));
    select.execute(true);
    BOOST_TEST(found == "plain");

    if (engine->name() != "sqlite") return;  // The name of its class differs, and is all that could be looked at.
    soci::details::statement_backend* backend = select.get_backend();
    std::unique_ptr<soci::details::standard_into_type_backend> element(backend->make_into_type_backend());
    BOOST_TEST(std::string(typeid(*element).name()).find("sqlite3_standard_into_type_backend") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(rowids_and_plain_blobs_go_through)
{
    if (engine->name() != "sqlite") return left_out("rowid", "the suite knows no words for it here");
    plain << "create table picture(name text, data blob)";
    soci::blob data(sql);
    soci_orm::write_blob(data, "bytes", 5);
    sql << "insert into picture(name, data) values('p', :d)", soci::use(data);
    soci::rowid row(sql);
    sql << "select oid from picture", soci::into(row);
    std::string name;
    soci::blob found(sql);
    sql << "select name, data from picture where oid = :r", soci::use(row), soci::into(name), soci::into(found);
    BOOST_TEST(name == "p");
    BOOST_TEST(found.get_len() == 5u);
}

BOOST_AUTO_TEST_CASE(a_large_object_in_a_plain_column_goes_through)
{
    if (engine->name() != "postgresql") return;  // The others have none.
    plain << "create table picture(name text, data oid)";
    soci::transaction whole(sql);
    sql << "insert into picture(name, data) values('p', lo_creat(-1))";
    soci::blob data(sql);
    sql << "select data from picture", soci::into(data);
    soci_orm::write_blob(data, "bytes", 5);
    soci::blob found(sql);
    std::string name;
    sql << "select name, data from picture", soci::into(name), soci::into(found);
    char read[5] = "";
    BOOST_TEST(soci_orm::read_blob(found, read, 5) == 5u);
    BOOST_TEST(std::string(read, 5) == "bytes");
    sql << "insert into picture(name, data) values('same', :d)", soci::use(found);
    int same = 0;
    plain << "select count(distinct data) from picture", soci::into(same);
    whole.commit();
    plain << "select count(distinct data) from picture", soci::into(same);
    BOOST_TEST(same == 1);

    soci::transaction one_more(sql);
    soci::blob own(sql);
    soci_orm::write_blob(own, "no large object", 15);
#if CELLSEAL_SOCI_4_1
    sql << "insert into picture(name, data) values('own', :d)", soci::use(own);
    soci::blob stored_one(sql);
    sql << "select data from picture where name = 'own'", soci::into(stored_one);
    BOOST_TEST(stored_one.get_len() == 15u);
#else
    BOOST_CHECK_THROW((sql << "insert into picture(data) values(:d)", soci::use(own)), soci::soci_error);
#endif
}

BOOST_AUTO_TEST_CASE(a_plain_column_beside_a_protected_one_takes_every_type)
{
    insert(7, "note", std::string("x"));
    plain << "update person set full_name = '12' where id = 7";
    int as_int = 0;
    std::string as_text;
    std::string note;
    sql << "select id, full_name, note from person", soci::into(as_text), soci::into(as_int), soci::into(note);
    BOOST_TEST(as_text == "7");
    BOOST_TEST(as_int == 12);
    BOOST_TEST(note == "x");
}

BOOST_AUTO_TEST_SUITE_END()
