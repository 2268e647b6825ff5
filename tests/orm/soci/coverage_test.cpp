#include "adapters/orm/soci/coverage.h"

#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/engine_under_test.h"
#include "tests/orm/soci/people.h"

using namespace cellseal;

namespace {

// Known answers of sealed_value_format.md, section 8; the third is the first with padding.
constexpr const char* email_value =
    "_cs1AQD28zxH1U8lN4upvJDhaeUfQEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXqcP3JJ9QEt8LoBmA2dWEu77xvL5tbtIpia7jYKJJ3VZkaw";
constexpr const char* born_value =
    "_cs1AQCZVUOOjYh6CuJcdDWxd-XOQEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZX8YYe3wVedL9VNI8tkea68ePWgFCECjPyNinBE-rv";
constexpr const char* padded_value =
    "_cs1AQL28zxH1U8lN4upvJDhaeUfQEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXqcP3JJ9QEt8LoBmA2dWEu77xEykAEa7DNRyYR7_"
    "Vw2JPMSnQVyIrXrRu"
    "zPunz0GZ";
constexpr const char* email_hex =
    "FDCB350100F6F33C47D54F25378BA9BC90E169E51F404142434445464748494A4B4C4D4E4F5051525354555657"
    "A9C3F7249F5012DF0BA01980D9D584BBBEF1BCBE6D6ED22989AEE360A249DD56646B";

struct counted_table {
    counted_table()
    {
        sql << "create table contact(id int, email " + engine->sealed_type() + ", photo " + engine->bytes_type() + ")";
        table.name = "contact";
    }

    void insert(const std::string& email) { sql << "insert into contact(id, email) values(1, :e)", soci::use(email); }
    void insert_bytes(const std::string& hex)
    {
        const bool postgres = engine->name().ends_with("postgresql");
        sql << "insert into contact(id, photo) values(1, " + (postgres ? "'\\x" + hex + "'" : "x'" + hex + "'") + ")";
    }

    attribute_coverage count(const std::string& column, stored_form form)
    {
        attribute which;
        which.entity = which.table = "contact";
        which.name = which.column = column;
        which.form = form;
        return soci_orm::count_coverage(sql, table, which);
    }

    std::unique_ptr<tests::engine_under_test> engine = tests::make_engine_under_test();
    soci::session sql{engine->factory(), engine->connect_string()};
    protected_table table;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(coverage_test, counted_table)

BOOST_AUTO_TEST_CASE(an_empty_table_is_covered)
{
    const auto coverage = count("email", stored_form::text);
    BOOST_TEST(coverage.attribute == "contact.email");
    BOOST_TEST(coverage.total == 0U);
    BOOST_TEST(coverage.complete());
}

BOOST_AUTO_TEST_CASE(text_values_are_counted_by_key_as_plain_or_as_unclear)
{
    for (const char* each : {email_value, padded_value, born_value}) insert(each);
    for (const char* each : {"alice@example.org", "", "_c", "_CS1AQD2", "cs1AQD28zxH1U8lN4upvJDhaeUf"}) insert(each);
    insert(std::string{"_cs2"} + (email_value + 4));
    insert(std::string{email_value}.substr(0, 82));
    insert("_cs1");
    insert(std::string{"_cs1?"} + (email_value + 5));
    sql << "insert into contact(id, email) values(1, null)";

    const auto coverage = count("email", stored_form::text);
    BOOST_TEST(coverage.total == 13U);
    BOOST_TEST(coverage.null == 1U);
    BOOST_TEST(coverage.plain == 5U);
    BOOST_TEST(coverage.unclear == 4U);
    BOOST_TEST(!coverage.complete());
    BOOST_REQUIRE(coverage.sealed.size() == 2U);
    const bool email_first = to_hex(coverage.sealed[0].key) == "f6f33c47d54f25378ba9bc90e169e51f";
    BOOST_TEST(coverage.sealed[email_first ? 0 : 1].count == 2U);
    BOOST_TEST(coverage.sealed[email_first ? 1 : 0].count == 1U);
}

BOOST_AUTO_TEST_CASE(bytes_are_counted_alike)
{
    if (!engine->carries_bytes()) return tests::left_out("sealed bytes", "SOCI's ODBC backend cuts them off at a NUL there");
    insert_bytes(email_hex);
    insert_bytes("FFD8FFE000104A464946");
    insert_bytes("FDCB");
    insert_bytes(std::string{email_hex}.substr(0, 2 * 61));
    insert_bytes("FDCB36" + std::string{email_hex}.substr(6));

    const auto coverage = count("photo", stored_form::bytes);
    BOOST_TEST(coverage.total == 5U);
    BOOST_TEST(coverage.plain == 1U);
    BOOST_TEST(coverage.unclear == 3U);
    BOOST_REQUIRE(coverage.sealed.size() == 1U);
    BOOST_TEST(to_hex(coverage.sealed[0].key) == "f6f33c47d54f25378ba9bc90e169e51f");
}

BOOST_AUTO_TEST_CASE(a_missing_table_or_column_is_the_databases_to_report)
{
    BOOST_CHECK_THROW((void)count("emial", stored_form::text), soci::soci_error);
    table.name = "contakt";
    BOOST_CHECK_THROW((void)count("email", stored_form::text), soci::soci_error);
}

BOOST_AUTO_TEST_SUITE_END()
