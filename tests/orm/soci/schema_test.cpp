// The live schema: what start-up checks, what statements meet, views and triggers that nobody declared.
#include <boost/test/unit_test.hpp>

#include "plugin/statements/backstop_text.h"
#include "plugin/statements/refusal.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct schema : people {
    void remake(const std::string& columns)
    {
        plain << "drop table person";
        plain << "create table person(" + columns + ")";
    }
    const std::string good = "id integer primary key, full_name text, email text, bidx_email " + engine->token_type() +
                             ", phone " + engine->sealed_type() +
                             ", "
                             "age text, serial text, height text, born text, active text, balance text, photo " +
                             engine->bytes_type() + ", password text, ";
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(schema_test, schema)

BOOST_AUTO_TEST_CASE(a_schema_that_fits_passes)
{
    BOOST_CHECK_NO_THROW(soci_orm::check_schema(sql));
}

BOOST_AUTO_TEST_CASE(a_column_declared_as_a_number_is_refused)
{
    remake(good + "note integer");
    BOOST_CHECK_EXCEPTION(soci_orm::check_schema(sql), error,
                          refused_with(errc::bad_schema, {"person.note", "TEXT"}));
    BOOST_CHECK_EXCEPTION(insert(1, "note", std::string("x")), error, refused_with(errc::bad_schema));
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(a_column_too_narrow_for_any_sealed_value_is_refused)
{
    remake(good + "note varchar(50)");
    BOOST_CHECK_EXCEPTION(soci_orm::check_schema(sql), error,
                          refused_with(errc::column_too_narrow, {"person.note", "(50)"}));
}

BOOST_AUTO_TEST_CASE(a_value_too_long_for_its_column_is_refused_before_it_is_sent)
{
    remake(good + "note varchar(100)");
    BOOST_CHECK_NO_THROW(insert(1, "note", std::string(13, 'x')));
    BOOST_CHECK_EXCEPTION(insert(2, "note", std::string(14, 'x')), error,
                          refused_with(errc::column_too_narrow, {"person.note"}));
    BOOST_TEST(count("person") == 1);
}

BOOST_AUTO_TEST_CASE(missing_tables_columns_and_index_columns_are_named_together)
{
    remake("id integer primary key, email text, note text");
    plain << "drop table account";
    BOOST_CHECK_EXCEPTION(soci_orm::check_schema(sql), error,
                          refused_with(errc::bad_schema, {"person.bidx_email", "person.phone", "table account"}));
}

BOOST_AUTO_TEST_CASE(a_table_made_later_is_seen)
{
    plain << "drop table person";
    BOOST_CHECK_THROW(insert(1, "note", std::string("x")), std::exception);
    soci_orm::native(sql) << "create table person(" + good + "note text)";
    insert(1, "note", std::string("x"));
    BOOST_TEST(read<std::string>(1, "note") == "x");
}

BOOST_AUTO_TEST_CASE(a_column_added_behind_the_session_s_back_is_noticed)
{
    insert(1, "note", std::string("x"));
    soci::row before;
    sql << "select * from account", soci::into(before);
    plain << "alter table person add column extra text";
    soci::row after;
    if (!engine->name().ends_with("sqlite")) {  // Noticed when the columns come; the next attempt knows them.
        soci::row ignored;
        BOOST_CHECK_EXCEPTION((sql << "select * from person", soci::into(ignored)), error,
                              refused_with(errc::origin_mismatch));
    }
    sql << "select * from person", soci::into(after);
    BOOST_TEST(after.size() == 15u);
    BOOST_TEST(after.get<std::string>("note") == "x");
}

BOOST_AUTO_TEST_CASE(a_view_that_nobody_declared_does_not_lead_to_protected_columns)
{
    insert(1, "note", std::string("x"));
    plain << "create view everyone as select * from person";
    std::string note;
    if (engine->name() != "sqlite") sql.reconnect();  // The others read the catalogue at the start of a session.
    BOOST_CHECK_THROW((sql << "select note from everyone", soci::into(note)), statement_refused);
    if (engine->name() != "sqlite")
        return left_out("watch over views and triggers while a statement runs",
                        "SQLite alone has it; elsewhere views are looked for in the catalogue");
    // Also when the session knew the catalogue before the view was made.
    (void)read<std::string>(1, "note");
    plain << "create view everybody as select note from everyone";
    BOOST_CHECK_EXCEPTION((sql << "select note from everybody", soci::into(note)), statement_refused,
                          refused_with(errc::statement_refused, {"person.", "through everyone"}));
    BOOST_TEST(note.empty());
}

BOOST_AUTO_TEST_CASE(a_trigger_does_not_carry_plain_text_into_a_protected_column)
{
    if (!engine->name().ends_with("sqlite"))
        return left_out("watch over views and triggers while a statement runs",
                        "SQLite alone has it; elsewhere views are looked for in the catalogue");
    plain << "create trigger copying after insert on log begin insert into person(id, note) values(new.id, new.message); "
             "end";
    const std::string message = "in the open";
    BOOST_CHECK_THROW((sql << "insert into log(id, message) values(1, :m)", soci::use(message)), statement_refused);
    BOOST_TEST(count("person") == 0);
    BOOST_TEST(count("log") == 0);
}

BOOST_AUTO_TEST_CASE(the_database_itself_refuses_plain_text_behind_a_backstop)
{
    const dialect language = engine->options().language.value_or(*dialect_of_backend(plain.get_backend_name()));
    for (const std::string& each : backstop_statements(*registry, language)) plain << each;
    insert(1, "note", std::string("x"));
    insert(2, "email", std::string("ada@example.org"));
    insert(3, "age", 36);
    for (const char* each : {"update person set note = 'in the open, and long enough to be taken for a sealed value, had "
                             "nobody looked at its beginning' where id = 1",
                             "insert into person(id, phone) values(4, '_cs1')",
                             "update person set bidx_email = 'x' where id = 2"})
        BOOST_CHECK_THROW(plain << each, soci::soci_error);
    plain << "update person set note = null where id = 1";
    BOOST_TEST(read<std::string>(2, "email") == "ada@example.org");
    BOOST_TEST(count("person") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
