// The paths on Firebird, by its embedded engine. A suite of its own: SOCI's backend commits nothing by itself, spells all
// names in capitals and binds no string to a BLOB, so that the statements of the contract do not fit.
#include <soci/soci.h>

#include <soci/firebird/soci-firebird.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/coverage.h"
#include "adapters/orm/soci/include/cellseal/soci.h"
#include "adapters/orm/soci/schema_plan.h"
#include "plugin/statements/refusal.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/orm/soci/member.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

registration person()
{
    registration made = registration_of<member>();
    for (attribute& each : made.attributes) {
        if (each.name == "photo") each.form = stored_form::bytes;
        if (each.name == "note") each.found_by = lookup::deterministic;
    }
    return made;
}

std::shared_ptr<const attribute_registry> registry_of_persons()
{
    attribute_registry::builder builder;
    builder.add(person());
    return builder.build();
}

struct firebird {
    std::string folder = std::getenv("CELLSEAL_TEST_FOLDER") == nullptr ? "." : std::getenv("CELLSEAL_TEST_FOLDER");
    std::string connect = "service=" + folder + "/test.fdb user=sysdba charset=UTF8";
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = registry_of_persons();
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{*soci::factory_firebird(), registry, keys};
    soci::session sql{factory, connect};
    soci::session& native = soci_orm::native(sql);

    firebird()
    {
        native << "recreate table person(id integer not null primary key, full_name varchar(100), email varchar(1000) "
                  "character set ascii, bidx_email varchar(26) character set ascii, note varchar(1000) character set "
                  "ascii, age varchar(94) character set ascii, photo varchar(1000) character set octets, password "
                  "varchar(1000) character set ascii)";
        native << "recreate table log(id integer, message varchar(100))";
        sql.commit();
        sql.begin();
    }
    ~firebird() { sql.rollback(); }

    std::string stored(const std::string& column, int id)
    {
        std::string value;
        native << "select " << column << " from person where id = " << id, soci::into(value);
        return value;
    }
    void insert(int id, const std::string& note)
    {
        sql << "insert into person(id, note) values(:id, :note)", soci::use(id, "id"), soci::use(note, "note");
    }
    std::string note_of(int id)
    {
        std::string note;
        sql << "select note from person where id = :id", soci::use(id), soci::into(note);
        return note;
    }
    int count(const std::string& from_where)
    {
        int rows = -1;
        native << "select count(*) from " << from_where, soci::into(rows);
        return rows;
    }
    std::string file()
    {
        std::ifstream content(folder + "/test.fdb", std::ios::binary);
        std::stringstream all;
        all << content.rdbuf();
        return all.str();
    }
};

void left_out(const std::string& what, const std::string& why)
{
    BOOST_TEST_MESSAGE("left out: " + what + ": " + why);
}

bool looks_sealed(const std::string& stored) { return stored.substr(0, 4) == "_cs1"; }

std::vector<member> many(int count)
{
    std::vector<member> made;
    for (int id = 1; id <= count; ++id)
        made.push_back({id, "n", "m" + std::to_string(id) + "@example.org", "note", id, {std::byte{0}, std::byte(id)}, {}});
    return made;
}

}  // namespace

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
    BOOST_TEST(file().find("needle-sealed") == std::string::npos);
    BOOST_TEST(file().find("needle-open") != std::string::npos);
}

// What follows asks for what the contract asks of the other engines.

BOOST_AUTO_TEST_CASE(a_view_or_trigger_that_nobody_declared_does_not_lead_to_protected_columns)
{
    native << "create view everyone as select * from person";
    native << "create view everybody as select note from everyone";
    native << "create trigger copying for log after insert as begin insert into person(id, note) values(new.id, "
              "new.message); end";
    sql.commit();
    sql.reconnect();
    std::string note;
    for (const char* each : {"select note from everyone", "select note from everybody"})
        BOOST_CHECK_THROW((sql << each, soci::into(note)), statement_refused);
    const std::string message = "in the open";
    BOOST_CHECK_THROW((sql << "insert into log(id, message) values(1, :m)", soci::use(message)), statement_refused);
    int number = -1;
    sql << "select count(*) from log", soci::into(number);
    BOOST_TEST(number == 0);
    soci_orm::native(sql) << "drop trigger copying";
    soci_orm::native(sql) << "drop view everybody";
    soci_orm::native(sql) << "drop view everyone";
    sql.commit();
    sql.begin();
}

BOOST_AUTO_TEST_CASE(a_session_on_a_database_of_dialect_1_is_refused)
{
    soci::session old(factory, "service=" + folder + "/old.fdb user=sysdba charset=UTF8");
    std::string note;
    BOOST_CHECK_EXCEPTION((old << "select note from person", soci::into(note)), error,
                          refused_with(errc::bad_setting, {"dialect 1", "gfix"}));
}

BOOST_AUTO_TEST_CASE(a_bulk_range_is_refused_as_by_plain_soci)
{
    std::vector<int> ids = {1, 2};
    std::vector<std::string> notes = {"a", "b"};
    std::size_t end = 2;
    BOOST_CHECK_THROW((native << "insert into log(id) values(:id)", soci::use(ids, std::size_t{0}, end)),
                      soci::soci_error);
    BOOST_CHECK_THROW((sql << "insert into person(id, note) values(:id, :n)", soci::use(ids, std::size_t{0}, end),
                       soci::use(notes, std::size_t{0}, end)),
                      soci::soci_error);
    BOOST_TEST(count("person") == 0);
    left_out("bulk ranges", "SOCI's backend refuses them");
}

BOOST_AUTO_TEST_CASE(a_blob_is_sealed_into_a_column_of_octets)
{
    const std::string content("\x89PNG\0\x01\xFF", 7);
    soci::blob photo(sql);
    photo.write(0, content.data(), content.size());
    sql << "insert into person(id, photo) values(1, :photo)", soci::use(photo);
    BOOST_TEST(stored("photo", 1).substr(0, 3) == "\xFD\xCB\x35");
    soci::blob found(sql);
    sql << "select photo from person where id = 1", soci::into(found);
    std::string bytes(found.get_len(), '\0');
    found.read(0, bytes.data(), bytes.size());
    BOOST_TEST(bytes == content);
}

BOOST_AUTO_TEST_CASE(a_long_value_is_refused_before_it_is_sent)
{
    const std::string note(2000, 'x');
    BOOST_CHECK_EXCEPTION(insert(1, note), error, refused_with(errc::column_too_narrow, {"person.note"}));
    BOOST_TEST(count("person") == 0);
    left_out("values of 16 MiB", "a VARCHAR has 32,765 bytes, and to a BLOB SOCI's backend binds no std::string");
}

BOOST_AUTO_TEST_CASE(a_procedure_takes_arguments_that_are_said_to_be_attributes)
{
    const int id = 1;
    const std::string note = "by a procedure";
    soci::procedure set_note = (sql.prepare << "set_note(:id, :note)", soci::use(id, "id"),
                                soci_orm::as_attribute("person.note", note, "note"));
    set_note.execute(true);
    std::string raw;
    native << "select note from diary where id = 1", soci::into(raw);
    BOOST_TEST(looks_sealed(raw));
    native << "insert into person(id, note) select id, note from diary";
    BOOST_TEST(note_of(1) == note);
    BOOST_CHECK_THROW(
        {
            soci::procedure in_the_open =
                (sql.prepare << "set_note(:id, :note)", soci::use(id, "id"), soci::use(note, "note"));
            in_the_open.execute(true);
        },
        statement_refused);
}

BOOST_AUTO_TEST_CASE(what_the_plan_says_makes_a_table_fit)
{
    native << "alter table person drop note";
    sql.commit();
    sql.begin();
    const auto steps = soci_orm::plan_schema(*registry, native, dialect::firebird);
    BOOST_REQUIRE(!steps.empty());
    for (const schema_step& each : steps) {
        BOOST_TEST_MESSAGE(each.statement);
        if (each.statement.empty()) continue;
        native << each.statement;
        sql.commit();  // A table is not used in the transaction that changes it.
        sql.begin();
    }
    for (const schema_step& each : soci_orm::plan_schema(*registry, native, dialect::firebird))
        BOOST_TEST(!each.needed, each.place + ": " + each.why);
    BOOST_CHECK_NO_THROW(soci_orm::check_schema(sql));
    insert(1, "fits");
    BOOST_TEST(note_of(1) == "fits");
    BOOST_CHECK_THROW(native << "update person set note = 'in the open' where id = 1", soci::soci_error);
}

BOOST_AUTO_TEST_CASE(values_are_counted_for_status)
{
    insert(1, "sealed");
    insert(2, "sealed, too");
    native << "insert into person(id, note) values(3, 'in the open')";
    native << "insert into person(id) values(4)";
    const attribute* const note = registry->find("person.note");
    BOOST_REQUIRE(note != nullptr);
    const attribute_coverage counted = soci_orm::count_coverage(native, registry->tables()[0], *note);
    BOOST_TEST(counted.total == 4u);
    BOOST_TEST(counted.plain == 1u);
    BOOST_TEST(counted.null == 1u);
    BOOST_REQUIRE(counted.sealed.size() == 1u);
    BOOST_TEST(counted.sealed[0].count == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
