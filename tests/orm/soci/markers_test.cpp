// What the developer says of a value or a connection: secret<T>, as_attribute, on_connect.
#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <vector>

#include "plugin/statements/refusal.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;
using soci_orm::as_attribute;
using soci_orm::as_index_of;
using soci_orm::secret;

namespace {

struct markers : people {
    /// Makes procedure set_note(id, note) and set_email(id, email, token); false where the engine has none.
    [[nodiscard]] bool make_procedures()
    {
        if (engine->name() == "postgresql") {
            plain << "create function set_note(integer, text) returns integer language sql as "
                     "'insert into person(id, note) values($1, $2) returning 1'";
            plain << "create function set_email(integer, text, text) returns integer language sql as "
                     "'insert into person(id, email, bidx_email) values($1, $2, $3) returning 1'";
            plain << "create function set_photo(integer, bytea) returns integer language sql as "
                     "'insert into person(id, photo) values($1, $2) returning 1'";
        } else if (engine->name() == "mysql") {
            plain << "create function set_note(i integer, n longtext character set ascii) returns integer modifies sql "
                     "data "
                     "begin insert into person(id, note) values(i, n); return 1; end";
            plain << "create function set_email(i integer, e longtext character set ascii, t varchar(40)) returns "
                     "integer "
                     "modifies sql data begin insert into person(id, email, bidx_email) values(i, e, t); return 1; end";
            plain << "create function set_photo(i integer, p longblob) returns integer modifies sql data "
                     "begin insert into person(id, photo) values(i, p); return 1; end";
        } else
            return false;
        return true;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(markers_test, markers)

BOOST_AUTO_TEST_CASE(a_secret_is_stored_and_read_like_what_it_holds)
{
    const int id = 1;
    const secret<std::string> note(std::string("quiet"));
    const secret<int> age(42);
    sql << "insert into person(id, note, age) values(:id, :note, :age)", soci::use(id), soci::use(note), soci::use(age);
    BOOST_TEST(looks_sealed(stored("note", 1)));
    secret<std::string> found;
    secret<int> found_age;
    soci::indicator state = soci::i_null;
    sql << "select note, age from person", soci::into(found), soci::into(found_age, state);
    BOOST_TEST(found.expose() == "quiet");
    BOOST_TEST(found_age.expose() == 42);
    BOOST_CHECK(state == soci::i_ok);
}

BOOST_AUTO_TEST_CASE(a_secret_is_not_shown_by_an_error_of_plain_soci)
{
    const auto complaint = [&](const auto& value) -> std::string {
        try {
            plain << "insert into log(id, no_such_column) values(1, :m)", soci::use(value);
        } catch (const soci::soci_error& thrown) {
            return thrown.what();
        }
        return "no error";
    };
    BOOST_TEST(complaint(std::string("shown")).find("shown") != std::string::npos);  // The control.
    const std::string text = complaint(secret<std::string>(std::string("hidden")));
    BOOST_TEST(text.find("hidden") == std::string::npos);
    BOOST_TEST(text.find("<secret>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_moved_from_holds_nothing)
{
    secret<std::string> one(std::string(100, 'x'));
    one = secret<std::string>(std::string("y"));
    BOOST_TEST(one.expose() == "y");
    secret<std::string> other(std::move(one));
    BOOST_TEST(other.expose() == "y");
    BOOST_TEST(one.expose().empty());
}

BOOST_AUTO_TEST_CASE(an_argument_of_a_procedure_is_sealed_as_the_attribute_it_is_said_to_be)
{
    if (!make_procedures()) {
        left_out("procedures", "the database has none, or the suite knows no words for them");
        if (engine->name() == "odbc-postgresql") return;
        const std::string note = "n";
        BOOST_CHECK_THROW(soci::procedure((sql.prepare << "set_note(:n)", as_attribute("person.note", note))),
                          statement_refused);
        return;
    }
    int id = 1;
    std::string note = "by a procedure";
    soci::procedure set_note =
        (sql.prepare << "set_note(:id, :note)", soci::use(id, "id"), as_attribute("person.note", note, "note"));
    set_note.execute(true);
    id = 2;
    note = "again";
    set_note.execute(true);
    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_TEST(read<std::string>(1, "note") == "by a procedure");
    BOOST_TEST(read<std::string>(2, "note") == "again");

    const std::string email = "found@example.org";
    id = 3;
    soci::procedure set_email =
        (sql.prepare << "set_email(:id, :email, :token)", soci::use(id, "id"),
         as_attribute("person.email", email, "email"), as_index_of("person.email", email, "token"));
    set_email.execute(true);
    int found = 0;
    sql << "select id from person where email = :e", soci::use(email), soci::into(found);
    BOOST_TEST(found == 3);

    const soci::indicator nothing = soci::i_null;
    id = 4;
    soci::procedure set_null = (sql.prepare << "set_note(:id, :note)", soci::use(id, "id"),
                                as_attribute("person.note", note, nothing, "note"));
    set_null.execute(true);
    BOOST_TEST(stored_as_null("note", 4));

    const std::string photo("\0\1\xff", 3);
    id = 5;
    soci::procedure set_photo =
        (sql.prepare << "set_photo(:id, :photo)", soci::use(id, "id"), as_attribute("person.photo", photo, "photo"));
    set_photo.execute(true);
    BOOST_TEST(read<std::string>(5, "photo") == photo);
}

BOOST_AUTO_TEST_CASE(a_procedure_without_such_an_argument_is_refused_before_it_runs)
{
    if (!make_procedures()) return;
    const int id = 1;
    const std::string note = "in the open";
    BOOST_CHECK_THROW(
        {
            soci::procedure call =
                (sql.prepare << "set_note(:id, :note)", soci::use(id, "id"), soci::use(note, "note"));
            call.execute(true);
        },
        statement_refused);
    BOOST_TEST(count("person") == 0);
}

BOOST_AUTO_TEST_CASE(a_marker_that_cannot_be_right_is_refused)
{
    const std::string value = "x";
    const auto refused = [&](soci::session& session, const std::string& text, const std::string& attribute) {
        BOOST_CHECK_EXCEPTION((session << text, as_attribute(attribute, value)), error,
                              refused_with(errc::bad_setting));
    };
    refused(sql, "insert into log(message) values(:m)", "person.nothing");
    refused(plain, "insert into log(message) values(:m)", "person.note");
    refused(sql, "insert into person(note) values(:m)", "person.note");
    BOOST_CHECK_EXCEPTION((sql << "insert into log(message) values(:m)", as_index_of("person.note", value)), error,
                          refused_with(errc::bad_setting));
    BOOST_CHECK_EXCEPTION((sql << "insert into log(message) values(:m)", as_attribute("account.iban", value)), error,
                          refused_with(errc::missing_row_key));
    BOOST_TEST(count("person") + count("log") == 0);
}

BOOST_AUTO_TEST_CASE(each_new_connection_runs_the_hook_those_of_a_pool_and_a_reconnected_one_too)
{
    int connections = 0;
    const soci_orm::session_options options{
        .limits = {}, .language = engine->options().language, .on_connect = [&](soci::session& native) {
            ++connections;
            native << "insert into log(message) values('hello')";
        }};
    const soci_orm::sealing_backend_factory hooked(engine->factory(), registry, keys, options);
    soci::connection_pool pool(3);
    for (std::size_t i = 0; i < 3; ++i) pool.at(i).open(hooked, engine->connect_string());
    BOOST_TEST(connections == 3);
    pool.at(0).reconnect();
    BOOST_TEST(connections == 4);
    BOOST_TEST(count("log") == 4);
}

BOOST_AUTO_TEST_CASE(a_hook_that_throws_ends_the_opening)
{
    const soci_orm::session_options options{.limits = {},
                                            .language = engine->options().language,
                                            .on_connect = [](soci::session&) { throw std::runtime_error("no role"); }};
    const soci_orm::sealing_backend_factory hooked(engine->factory(), registry, keys, options);
    BOOST_CHECK_THROW(soci::session(hooked, engine->connect_string()), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
