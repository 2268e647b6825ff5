// What a schema lacks, told by the plan, and done: everything fits, and the plan is empty.
#include "adapters/orm/soci/schema_plan.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "plugin/statements/backstop_text.h"
#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct planned : people {
    const dialect language = engine->options().language
                                 ? *engine->options().language
                                 : dialect_of_backend(plain.get_backend_name()).value();

    /// Something plain, as a literal for this column.
    [[nodiscard]] std::string marker_for(const attribute& which) const
    {
        if (which.form == stored_form::text) return "'a marker in the open'";
        return language == dialect::postgres ? "decode('6d61726b6572', 'hex')" : "x'6d61726b6572'";
    }
    void fill_every_column()
    {
        insert(1, "email", std::string("ada@example.org"));
        insert(2, "phone", std::string("+44 1"));
        insert(3, "note", std::string("sealed"));
        insert(4, "password", std::string("secret"));
        insert(5, "age", 36);
        insert(6, "height", 1.75);
        insert(7, "born", date(1815, 12, 10));
        insert(8, "balance", std::string("12.50"));
        insert(9, "photo", std::string("\x01\xFF\x00picture", 10));
    }
    /// Written past the plugin, a marker is refused in every protected column.
    void check_fences()
    {
        fill_every_column();
        for (const attribute& each : registry->attributes()) {
            if (each.table != "person") continue;
            const std::string update = "update person set " + each.column + " = " + marker_for(each);
            BOOST_TEST_CONTEXT(update) BOOST_CHECK_THROW(plain << update, soci::soci_error);
            plain << "update person set " << each.column << " = null where id = 1";
        }
        BOOST_TEST(count("person") == 9);
        BOOST_TEST(read<std::string>(3, "note") == "sealed");
        BOOST_TEST(read<std::string>(9, "photo").size() == 10u);
    }

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

BOOST_AUTO_TEST_CASE(every_fence_of_the_plan_refuses_a_marker_and_takes_sealed_values)
{
    // SQLite has them from the making of the table, where the test before puts them up.
    if (language == dialect::sqlite) {
        plain << "drop table person";
        for (schema_step& step : soci_orm::plan_schema(*registry, {}, {}, language)) {
            if (step.place.substr(0, 6) != "person") continue;
            for (std::size_t at; (at = step.statement.find("/* its type */")) != std::string::npos;)
                step.statement.replace(at, 14, "integer");
            plain << step.statement;
        }
    } else {
        do_everything();
    }
    check_fences();
}

BOOST_AUTO_TEST_CASE(the_domains_of_postgresql_refuse_a_marker_and_take_sealed_values)
{
    if (language != dialect::postgres) return left_out("domains", "PostgreSQL alone has them");
    for (const std::string& each : backstop_domains()) plain << each;
    for (const attribute& each : registry->attributes()) {
        if (each.table != "person") continue;
        plain << "alter table person alter column " << each.column << " type "
              << (each.form == stored_form::text ? "cellseal_text" : "cellseal_bytes");
    }
    check_fences();
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
