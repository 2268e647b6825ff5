// What a schema lacks, told by the plan, and done: everything fits, and the plan is empty.
#include "adapters/orm/soci/schema_plan.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct planned : people {
    const dialect language = engine->options().language
                                 ? *engine->options().language
                                 : dialect_of_backend(plain.get_backend_name()).value();

    void do_everything()
    {
        for (const schema_step& step : soci_orm::plan_schema(*registry, plain, language)) {
            BOOST_TEST_MESSAGE(step.place + ": " + step.why + ": " + step.statement);
            if (!step.statement.empty()) plain << step.statement;
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(schema_plan_test, planned)

BOOST_AUTO_TEST_CASE(what_the_plan_says_makes_a_table_from_before_fit)
{
    plain << "drop table person";
    const bool changes_types = language != dialect::sqlite;
    plain << "create table person(id integer primary key, full_name varchar(100), phone varchar(20), age " +
                 std::string(changes_types ? "integer" : "text") + ")";
    BOOST_CHECK_THROW(soci_orm::check_schema(sql), error);
    do_everything();
    const auto left = soci_orm::plan_schema(*registry, plain, language);
    if (changes_types) {
        BOOST_TEST(left.empty());
        BOOST_CHECK_NO_THROW(soci_orm::check_schema(sql));
        const std::string value = "x";
        sql << "insert into person(id, email, phone) values(1, :e, :p)", soci::use(value, "e"), soci::use(value, "p");
        BOOST_TEST(read<std::string>(1, "email") == "x");
    } else {
        // SQLite changes no types: the plan says so, and has no statement for it.
        BOOST_REQUIRE(left.size() == 1u);
        BOOST_TEST(left[0].place == "person.phone");
        BOOST_TEST(left[0].statement.empty());
        BOOST_TEST(left[0].needed);
    }
}

BOOST_AUTO_TEST_CASE(what_the_plan_makes_from_nothing_fits_and_fences_values_in_the_open_out)
{
    plain << "drop table person";
    plain << "drop table account";
    auto steps = soci_orm::plan_schema(*registry, {}, {}, language);
    for (schema_step& step : steps) {
        for (std::size_t at; (at = step.statement.find("/* its type */")) != std::string::npos;)
            step.statement.replace(at, 14, "integer");
        plain << step.statement;
    }
    BOOST_CHECK_NO_THROW(soci_orm::check_schema(sql));
    BOOST_TEST(soci_orm::plan_schema(*registry, plain, language).empty());
    insert(1, "note", std::string("sealed"));
    BOOST_TEST(read<std::string>(1, "note") == "sealed");
    BOOST_CHECK_THROW(plain << "insert into person(id, note) values(2, 'in the open')", soci::soci_error);
    BOOST_TEST(count("person") == 1);
}

BOOST_AUTO_TEST_CASE(a_collation_that_folds_case_is_refused_where_values_are_compared)
{
    if (engine->name() == "odbc-sqlite")
        return left_out("collations", "they cannot be asked for through SQLite's ODBC driver");
    const bool is_postgresql = language == dialect::postgres;
    if (is_postgresql)
        plain << "create collation folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";
    const std::string folding = language == dialect::mysql ? "varchar(40) character set utf8mb4 collate utf8mb4_general_ci"
                                : is_postgresql            ? "varchar(40) collate folding"
                                                           : "varchar(40) collate nocase";
    plain << "alter table person drop column bidx_email";
    plain << "alter table person add column bidx_email " << folding;
    BOOST_CHECK_EXCEPTION(soci_orm::check_schema(sql), error,
                          refused_with(errc::bad_schema, {"person.bidx_email", "case"}));
}

BOOST_AUTO_TEST_SUITE_END()
