// statement_policy.md, "Differences that matter": each of them has its line here.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/statements/crm.h"

namespace {

using namespace cellseal;
using enum dialect;
using test::rewritten;

/// "pass", "ok" or the code of the refusal.
std::string read_as(std::string_view sql, dialect language)
{
    return std::string(test::outcome_of(test::analysed(sql, language)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(differences_of_the_dialects)

BOOST_AUTO_TEST_CASE(a_backslash_before_the_quote_ends_the_string_except_on_mysql)
{
    const std::string_view ends = R"(select id from contact where note = 'a\' and email = :e)";
    const std::string_view goes_on = R"(select id from contact where note = 'a\' and email = '' and phone = :p)";
    for (const dialect each : {sqlite, postgres, firebird}) {
        BOOST_TEST(read_as(ends, each) == "ok");
        BOOST_TEST(read_as(goes_on, each) == "literal");
    }
    BOOST_TEST(read_as(ends, mysql) == "lexer");
    BOOST_TEST(read_as(R"(select id from contact where note = 'a\'' and email = :e)", mysql) == "ok");
}

BOOST_AUTO_TEST_CASE(an_escape_string_that_goes_on_after_a_line_end_is_refused)
{
    BOOST_TEST(read_as("update contact set note = E'a'\n'\\' where id = 1", postgres) == "lexer");
    BOOST_TEST(read_as("update contact set note = 'a'\n'b' where id = 1", postgres) == "ok");
}

BOOST_AUTO_TEST_CASE(double_quotes_hold_a_name_or_a_string)
{
    const std::string_view sql = "select id from contact where \"email\" = :e";
    for (const dialect each : {sqlite, postgres}) BOOST_TEST(read_as(sql, each) == "ok");
    BOOST_TEST(rewritten(sql, mysql) == sql);  // A string.
    BOOST_TEST(rewritten("select id from contact where \"EMAIL\" = :e", firebird).find("email_bi") !=
               std::string::npos);
    BOOST_TEST(read_as("update contact set email = \"no such column\"", sqlite) == "literal");
    BOOST_TEST(read_as("update contact set email = \"no such column\"", mysql) == "literal");
}

BOOST_AUTO_TEST_CASE(sqlite_takes_strings_for_names)
{
    BOOST_TEST(rewritten("insert into 'contact'('id', 'email') values(1, :e)", sqlite) ==
               "insert into 'contact'('id', 'email', email_bi) values(1, :e, :cs1_e)");
    for (const dialect each : {postgres, mysql, firebird})
        BOOST_TEST(read_as("insert into 'contact'('id', 'email') values(1, :e)", each) != "ok");
}

BOOST_AUTO_TEST_CASE(comments_nest_on_postgresql_alone)
{
    const std::string_view nested = "select id /* a /* b */ c */ from contact where phone = :p";
    BOOST_TEST(read_as(nested, postgres) == "ok");
    for (const dialect each : {sqlite, mysql, firebird}) BOOST_TEST(read_as(nested, each) != "ok");
    for (const dialect each : {sqlite, postgres, mysql, firebird}) {
        BOOST_TEST(read_as("select id from contact /* open", each) == "lexer");
        BOOST_TEST(read_as("select id from contact /*! where 1 */", each) == "lexer");
        BOOST_TEST(read_as("select /*+ hint */ id from contact", each) == "lexer");
    }
}

BOOST_AUTO_TEST_CASE(two_dashes_need_a_blank_on_mysql)
{
    const std::string_view sql = "select 1--email from contact\n from contact where phone = :p";
    for (const dialect each : {sqlite, postgres, firebird}) BOOST_TEST(rewritten(sql, each) == sql);
    BOOST_TEST(read_as(sql, mysql) != "ok");  // 1 minus minus email, and then it ends wrongly.
    BOOST_TEST(read_as("select 1 -- email from contact\n from contact where phone = :p", mysql) == "ok");
    for (const dialect each : {sqlite, postgres, mysql, firebird})
        BOOST_TEST(read_as("select id from contact -- a\rwhere phone = :p", each) == "lexer");
}

BOOST_AUTO_TEST_CASE(names_without_quotes_are_folded_down_up_or_not_at_all)
{
    for (const dialect each : {sqlite, postgres, mysql, firebird})
        BOOST_TEST(read_as("SELECT ID FROM CONTACT WHERE EMAIL = :e", each) == "ok");
    BOOST_TEST(read_as("select id from \"CONTACT\" where email = 'x'", postgres) == "pass");  // Another table.
    BOOST_TEST(read_as("select id from \"CONTACT\" where email = 'x'", firebird) == "literal");
    BOOST_TEST(read_as("select id from \"CONTACT\" where email = 'x'", sqlite) == "literal");
}

BOOST_AUTO_TEST_CASE(is_asks_for_equality_on_sqlite)
{
    BOOST_TEST(read_as("select id from contact where email is :e", sqlite) == "operator");
    BOOST_TEST(read_as("select id from contact where email is null", sqlite) == "ok");
}

BOOST_AUTO_TEST_CASE(a_call_or_a_table_s_name_can_mean_a_column_or_the_whole_row_on_postgresql)
{
    BOOST_TEST(read_as("select email(c) from contact c", postgres) == "expression");
    BOOST_TEST(read_as("select c from contact c", postgres) == "expression");
    BOOST_TEST(read_as("select (c).email from contact c", postgres) == "expression");
}

BOOST_AUTO_TEST_CASE(adjacent_strings_are_one_on_mysql)
{
    BOOST_TEST(read_as("select id from contact where note = 'a' 'b' and phone = :p", mysql) == "ok");
    BOOST_TEST(read_as("update contact set email = 'a' 'b'", mysql) == "literal");
}

BOOST_AUTO_TEST_CASE(several_statements_are_refused_whether_the_engine_runs_them_or_not)
{
    for (const dialect each : {sqlite, postgres, mysql, firebird, odbc}) {
        BOOST_TEST(read_as("select 1; delete from contact", each) == "multiple");
        BOOST_TEST(read_as("select id from contact where phone = :p;", each) == "ok");
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_read_alike_is_refused)
{
    BOOST_TEST(read_as("select U&\"em\\0061il\" from contact", postgres) == "lexer");
    BOOST_TEST(read_as("select id from contact where note = q'{x}'", firebird) == "lexer");
    for (const dialect each : {sqlite, postgres, mysql, firebird, odbc}) {
        BOOST_TEST(read_as("select {fn now()} from contact", each) == "lexer");
        BOOST_TEST(read_as(std::string_view("select id from contact where note = 'a\0b'", 41), each) == "lexer");
        BOOST_TEST(read_as("select id from contact where note = 'open", each) == "lexer");
    }
}

BOOST_AUTO_TEST_CASE(what_is_put_in_touches_no_token_beside_it)
{
    BOOST_TEST(rewritten("select(id)from contact where:e=email", sqlite) ==
               "select(id), email from contact where:e=email_bi");
    BOOST_TEST(rewritten("select id from contact where email=:e and phone<>:p", postgres) ==
               "select id, email from contact where email_bi=:e and phone<>:p");
}

BOOST_AUTO_TEST_CASE(natural_and_using_shift_what_a_star_stands_for)
{
    const auto place_of_email = [](std::string_view sql, dialect language) {
        const statement_plan plan = test::analysed(sql, language);
        for (std::size_t i = 0; i < plan.columns.size(); ++i)
            if (plan.columns[i].subject != nullptr && plan.columns[i].subject->name == "email") return i;
        return plan.columns.size();
    };
    BOOST_TEST(place_of_email("select * from audit a join contact c on a.id = c.id", sqlite) == 4u);
    BOOST_TEST(place_of_email("select * from audit join contact using(id)", sqlite) == 3u);
    BOOST_TEST(place_of_email("select * from audit natural join contact", postgres) == 3u);
    BOOST_TEST(read_as("select * from contact right join audit using(id)", mysql) == "ambiguous");
}

BOOST_AUTO_TEST_SUITE_END()
