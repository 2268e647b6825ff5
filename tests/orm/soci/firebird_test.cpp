// The paths on Firebird, by its embedded engine. A suite of its own: SOCI's backend commits nothing by itself, spells all
// names in capitals and binds no string to a BLOB, so that the statements of the contract do not fit.
#include "tests/orm/soci/firebird_database.h"

#include "plugin/statements/refusal.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

BOOST_FIXTURE_TEST_SUITE(firebird_test, firebird)

BOOST_AUTO_TEST_CASE(a_schema_that_fits_passes_and_a_blob_is_refused)
{
    BOOST_CHECK_NO_THROW(soci_orm::check_schema(sql));
    native << "alter table person drop note";
    native << "alter table person add note blob sub_type text";
    sql.commit();
    sql.begin();
    BOOST_CHECK_EXCEPTION(soci_orm::check_schema(sql), error, refused_with(errc::bad_schema, {"person.note"}));
}

BOOST_AUTO_TEST_CASE(a_value_is_stored_sealed_and_read_back)
{
    insert(1, "Grüße, 日本");
    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_TEST(note_of(1) == "Grüße, 日本");
}

BOOST_AUTO_TEST_CASE(null_stays_null)
{
    soci::indicator nothing = soci::i_null;
    std::string note;
    const int id = 1;
    sql << "insert into person(id, note) values(:id, :note)", soci::use(id), soci::use(note, nothing);
    BOOST_TEST(count("person where note is null") == 1);
    soci::indicator found = soci::i_ok;
    sql << "select note from person", soci::into(note, found);
    BOOST_CHECK(found == soci::i_null);
}

BOOST_AUTO_TEST_CASE(a_prepared_statement_seals_the_values_of_each_execution)
{
    int id = 1;
    std::string note = "one";
    soci::statement insert_each = (sql.prepare << "insert into person(id, note) values(:id, :note)", soci::use(id),
                                   soci::use(note));
    insert_each.execute(true);
    id = 2;
    note = "two";
    insert_each.execute(true);
    BOOST_TEST(note_of(1) == "one");
    BOOST_TEST(note_of(2) == "two");
}

BOOST_AUTO_TEST_CASE(vectors_are_sealed_and_read_back_in_batches)
{
    std::vector<int> ids = {1, 2, 3};
    std::vector<std::string> notes = {"a", "b", "c"};
    std::vector<soci::indicator> states = {soci::i_ok, soci::i_null, soci::i_ok};
    soci::statement insert_many = (sql.prepare << "insert into person(id, note) values(:id, :note)",
                                   soci::use(ids, "id"), soci::use(notes, states, "note"));
    insert_many.execute(true);
    ids = {4, 5, 6};
    notes = {"d", "e", "f"};
    insert_many.execute(true);
    std::vector<std::string> found(2);
    std::vector<soci::indicator> given;
    soci::statement all = (sql.prepare << "select note from person order by id", soci::into(found, given));
    all.execute();
    std::string seen;
    while (all.fetch()) {
        for (std::size_t i = 0; i < found.size(); ++i) seen += given[i] == soci::i_null ? "-" : found[i];
        found.resize(2);
    }
    BOOST_TEST(seen == "a-cd-f");
}

BOOST_AUTO_TEST_CASE(raw_bytes_lie_in_octets)
{
    const std::string photo("\0\1\xff", 3);
    const int id = 1;
    sql << "insert into person(id, photo) values(:id, :photo)", soci::use(id), soci::use(photo);
    BOOST_TEST(stored("photo", 1).substr(0, 3) == "\xFD\xCB\x35");
    std::string found;
    sql << "select photo from person", soci::into(found);
    BOOST_TEST(found == photo);
}

BOOST_AUTO_TEST_CASE(entities_go_one_by_one_and_many_at_a_time)
{
    soci_orm::insert(sql, many(1)[0]);
    BOOST_TEST(soci_orm::select(sql, where<&member::email> == "m1@example.org").at(0).id == 1);
    sql << "delete from person";

    auto given = many(150);
    soci_orm::insert_all(sql, given);
    BOOST_TEST(count("person") == 150);
    for (member& each : given) each.note = "changed";
    BOOST_TEST(soci_orm::update_all(sql, given) == 150);
    int seen = 0;
    for (const member& each : soci_orm::select_all<member>(sql, "order by id")) {
        BOOST_TEST(each.email == given[seen].email);
        BOOST_CHECK(each.note == "changed");
        BOOST_CHECK(each.photo == given[seen].photo);
        ++seen;
    }
    BOOST_TEST(seen == 150);
}

BOOST_AUTO_TEST_CASE(rows_are_found_changed_and_deleted_by_index_and_by_deterministic_value)
{
    soci_orm::insert_all(sql, many(3));
    const std::string email = "m2@example.org";
    int found = 0;
    sql << "select id from person where email = :e", soci::use(email), soci::into(found);
    BOOST_TEST(found == 2);
    const std::string note = "other";
    sql << "update person set note = :n where email = :e", soci::use(note, "n"), soci::use(email, "e");
    sql << "select id from person where note = :n", soci::use(note), soci::into(found);
    BOOST_TEST(found == 2);
    sql << "delete from person where note = :n", soci::use(note);
    BOOST_TEST(count("person") == 2);
}

BOOST_AUTO_TEST_CASE(dynamic_rows_show_protected_columns_opened)
{
    insert(1, "open");
    const soci::rowset<soci::row> rows = (sql.prepare << "select id, note from person");
    for (const soci::row& each : rows) BOOST_TEST(each.get<std::string>("NOTE") == "open");
}

BOOST_AUTO_TEST_CASE(an_error_shows_no_value_and_the_session_goes_on)
{
    insert(1, "first");
    BOOST_CHECK_EXCEPTION(insert(1, "needle"), soci::firebird_soci_error, [](const soci::firebird_soci_error& thrown) {
        return std::string(thrown.what()).find("needle") == std::string::npos;
    });
    insert(2, "after");
    BOOST_TEST(note_of(2) == "after");
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_is_refused)
{
    BOOST_CHECK_THROW(sql << "update person set note = 'a literal'", statement_refused);
    std::string note;
    native << "create view everyone as select * from person";
    sql.commit();
    sql.reconnect();
    BOOST_CHECK_THROW((sql << "select note from everyone", soci::into(note)), statement_refused);
    soci_orm::native(sql) << "drop view everyone";
    sql.commit();
    sql.begin();
}

BOOST_AUTO_TEST_CASE(a_rolled_back_transaction_leaves_nothing_and_the_file_holds_no_plaintext)
{
    insert(1, "needle-sealed");
    sql.rollback();
    sql.begin();
    BOOST_TEST(count("person") == 0);
    insert(1, "needle-sealed");
    native << "insert into log(message) values('needle-open')";
    sql.commit();
    sql.begin();
    BOOST_TEST(file("test.fdb").find("needle-sealed") == std::string::npos);
    BOOST_TEST(file("test.fdb").find("needle-open") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
