// Errors of the database: their type stays, the values go.
#include <boost/test/unit_test.hpp>

#include <soci/sqlite3/soci-sqlite3.h>

#include "adapters/orm/soci/redaction.h"
#include "plugin/statements/refusal.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

const std::string secret = "very-secret@example.org";

/// What an attempt to insert a row twice says through `session`.
std::string complaint(soci::session& session)
{
    const int id = 1;
    try {
        session << "insert into person(id, email) values(:id, :email)", soci::use(id), soci::use(secret);
        session << "insert into person(id, email) values(:id, :email)", soci::use(id), soci::use(secret);
    } catch (const soci::soci_error& thrown) {
        return thrown.what();
    }
    return "no error";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(errors_test, people)

BOOST_AUTO_TEST_CASE(an_error_of_the_database_shows_the_statement_and_no_bound_value)
{
    const std::string text = complaint(sql);
    BOOST_TEST_MESSAGE(text);
    BOOST_TEST(text.find("while executing \"insert into person(id, email) values(:id, :email)\"") != std::string::npos);
    BOOST_TEST(text.find(secret) == std::string::npos);
    BOOST_TEST(text.find(stored("bidx_email", 1)) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(plain_soci_does_show_the_bound_value)
{
    BOOST_TEST(complaint(plain).find(secret) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_error_of_the_database_keeps_its_type_and_code)
{
    if (engine->name() != "sqlite") return;  // The others: faults_test.cpp.
    insert(1, "note", std::string("x"));
    BOOST_CHECK_EXCEPTION(insert(1, "note", std::string("x")), soci::sqlite3_soci_error,
                          [](const soci::sqlite3_soci_error& thrown) { return thrown.result() == 19; });
}

BOOST_AUTO_TEST_CASE(a_wrong_parameter_name_is_reported_as_soci_reports_it)
{
    const int id = 1;
    BOOST_CHECK_EXCEPTION((sql << "insert into person(id, note) values(:id, :note)", soci::use(id, "id"),
                           soci::use(secret, "not_there")),
                          soci::soci_error, [](const soci::soci_error& thrown) {
                              const std::string text = thrown.what();
                              return text.find("not_there") != std::string::npos && text.find(secret) == std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(names_and_positions_are_not_mixed)
{
    const int id = 1;
    BOOST_CHECK_THROW((sql << "insert into person(id, note) values(:id, :note)", soci::use(id), soci::use(secret, "note")),
                      soci::soci_error);
}

BOOST_AUTO_TEST_CASE(an_error_of_an_unprotected_statement_is_left_as_soci_words_it)
{
    const std::string message = "shown";
    soci::session untold(factory, engine->connect_string());  // Of 4.1, `sql` is told to keep values out of logs.
    BOOST_CHECK_EXCEPTION((untold << "insert into log(no_such_column) values(:m)", soci::use(message)), soci::soci_error,
                          [](const soci::soci_error& thrown) {
                              return std::string(thrown.what()).find("\"shown\"") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(messages_that_quote_values_are_redacted)
{
    using soci_orm::without_values;
    const std::pair<const char*, const char*> pairs[] = {
        {"ERROR: duplicate key\nDETAIL: Key (email)=(a@b.c) already exists.",
         "ERROR: duplicate key\nDETAIL: Key (email)=(…) already exists."},
        {"Failing row contains (1, a@b.c, (x)).", "Failing row contains (…)."},
        {"invalid input syntax for type integer: \"a@b.c\"", "invalid input syntax for type integer: \"…\""},
        {"Duplicate entry 'it's' for key 'email'", "Duplicate entry '…' for key 'email'"},
        {"UNIQUE constraint failed: person.id", "UNIQUE constraint failed: person.id"},
        {"Value \"a\"b\" is too long (91 bytes)", "Value \"…\" is too long (91 bytes)"},
        {"Problematic key value is (\"EMAIL\" = 'a@b.c')", "Problematic key value is (…)"},
        {"conversion error from string \"a@b.c\"", "conversion error from string \"…\""},
    };
    for (const auto& [message, redacted] : pairs) BOOST_TEST(without_values(message) == redacted);
}

BOOST_AUTO_TEST_CASE(a_statement_that_is_not_understood_is_refused_before_it_runs)
{
    insert(1, "note", std::string("x"));
    BOOST_CHECK_EXCEPTION((sql << "update person set note = 'a literal'"), statement_refused,
                          [](const statement_refused& thrown) { return thrown.why().code == refusal_code::literal; });
    BOOST_CHECK_THROW((sql << "delete from person where note like 'x%'"), statement_refused);
    BOOST_TEST(read<std::string>(1, "note") == "x");
}

BOOST_AUTO_TEST_CASE(a_session_goes_on_after_an_error)
{
    (void)complaint(sql);
    insert(2, "note", std::string("after"));
    BOOST_TEST(read<std::string>(2, "note") == "after");
}

BOOST_AUTO_TEST_SUITE_END()
