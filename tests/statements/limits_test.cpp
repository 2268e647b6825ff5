#include <boost/test/unit_test.hpp>

#include <string>

#include "plugin/statements/lexer.h"
#include "plugin/statements/plan_cache.h"
#include "tests/statements/crm.h"

namespace {

using namespace cellseal;

std::string repeated(std::string_view part, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += part;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limits_of_statements)

BOOST_AUTO_TEST_CASE(nothing_in_a_text_makes_the_analysis_throw)
{
    const std::string open = "select id from contact where ";
    for (const dialect language :
         {dialect::sqlite, dialect::postgres, dialect::mysql, dialect::firebird, dialect::odbc}) {
        for (const std::string& tail : {repeated("(", 10000) + "1" + repeated(")", 10000),
                                        repeated("(", 10000),
                                        repeated("not ", 10000) + "1",
                                        repeated("- ", 10000) + "1",
                                        repeated("case when ", 10000),
                                        repeated("f(", 10000),
                                        repeated("id = 1 and ", 50000) + "1",
                                        std::string("\0 1", 3),
                                        std::string("'\0'", 3),
                                        std::string("'"),
                                        std::string("\""),
                                        std::string("`"),
                                        std::string("["),
                                        std::string("$$"),
                                        std::string("/*"),
                                        repeated("/*", 1000),
                                        std::string("\xff\xfe"),
                                        std::string(":"),
                                        std::string("::"),
                                        std::string("."),
                                        std::string("\\"),
                                        std::string("{"),
                                        std::string("in ("),
                                        std::string("exists ("),
                                        std::string("id in (select"),
                                        repeated("exists (select 1 from contact where ", 3000),
                                        repeated("select ", 3000),
                                        std::string("case"),
                                        std::string("cast("),
                                        std::string("id between 1"),
                                        std::string("id is"),
                                        std::string("email not"),
                                        std::string("a.b.c.d.e.f = 1")}) {
            BOOST_TEST((test::analysed(open + tail, language).outcome != plan_outcome::pass));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_long_statement_is_read_up_to_one_mebibyte)
{
    const std::string begin = "insert into contact(id,email) values";
    std::string sql = begin;
    std::size_t rows = 0;
    while (sql.size() < longest_statement - 100) {
        ++rows;
        sql += (rows == 1 ? "(:i" : ",(:i") + std::to_string(rows) + ",:e" + std::to_string(rows) + ")";
    }
    const statement_plan plan = test::analysed(sql);
    // With the tokens it is longer than what is read back.
    BOOST_TEST(test::outcome_of(plan) == "lexer");
    const statement_plan half = test::analysed(sql.substr(0, sql.rfind(",(", longest_statement / 3)));
    BOOST_TEST(test::outcome_of(half) == "ok");
    BOOST_TEST(half.bound.size() > 20000U);
    BOOST_TEST(test::outcome_of(test::analysed("select '" + repeated("x", longest_statement) + "' from contact")) ==
               "lexer");
    BOOST_TEST(test::outcome_of(test::analysed("select '" + repeated("x", 2 * longest_statement) + "' from orders")) ==
               "pass");
}

BOOST_AUTO_TEST_CASE(wide_statements_are_read_in_bounded_time)
{
    const std::string columns = repeated("id, ", 4095);
    BOOST_TEST(test::outcome_of(test::analysed("select " + columns + "email from contact")) == "ok");
    for (const std::string& each :
         {"select id, " + columns + "email from contact", "select " + repeated("*, ", 2000) + "* from contact",
          "select 1 from contact" + repeated(", orders", 1024),
          "select distinct " + repeated("email, ", 140000) + "id from contact"})
        BOOST_TEST(test::outcome_of(test::analysed(each)) == "syntax");
    // Many comparisons of one column in a wide result.
    BOOST_TEST(test::outcome_of(test::analysed("select " + columns + "email from contact where id = 1" +
                                               repeated(" and email = :e", 20000))) == "ok");
}

BOOST_AUTO_TEST_CASE(a_cached_plan_is_the_same_plan)
{
    plan_cache cache(test::crm(), 8);
    const std::string sql = "select id from contact where email = :e";
    const auto first = cache.plan(sql, dialect::sqlite);
    BOOST_TEST(cache.plan(sql, dialect::sqlite).get() == first.get());
    BOOST_TEST(cache.plan(sql, dialect::postgres).get() != first.get());
    BOOST_TEST(cache.plan(sql, dialect::sqlite, {}, {.data_keys = 1, .index_keys = 2}).get() != first.get());
    BOOST_TEST(cache.plan(sql, dialect::sqlite, schema_knowledge{.undeclared_views = {"v"}, .version = 1}).get() !=
               first.get());
}

BOOST_AUTO_TEST_CASE(the_cache_is_bounded_and_keeps_what_is_used)
{
    plan_cache cache(test::crm(), 8);
    const auto kept = cache.plan("select id from contact where id = 0", dialect::sqlite);
    for (int i = 1; i < 100; ++i) {
        static_cast<void>(cache.plan("select id from contact where id = " + std::to_string(i), dialect::sqlite));
        BOOST_TEST(cache.plan("select id from contact where id = 0", dialect::sqlite).get() == kept.get());
        BOOST_TEST(cache.size() <= 9U);
    }
    static_cast<void>(cache.plan("select 1", dialect::sqlite));
    cache.clear();
    BOOST_TEST(cache.size() == 0U);
    BOOST_TEST(kept->rewritten == "select id from contact where id = 0");
}

BOOST_AUTO_TEST_CASE(a_view_found_later_is_refused_after_the_schema_version_changes)
{
    plan_cache cache(test::crm());
    BOOST_TEST((cache.plan("select * from v", dialect::sqlite)->outcome == plan_outcome::pass));
    BOOST_TEST(
        (cache.plan("select * from v", dialect::sqlite, schema_knowledge{.undeclared_views = {"v"}, .version = 1})
             ->outcome == plan_outcome::refuse));
    BOOST_TEST(
        (cache.plan("select * from w", dialect::sqlite, schema_knowledge{.undeclared_views = {"v"}, .version = 1})
             ->outcome == plan_outcome::pass));
}

BOOST_AUTO_TEST_SUITE_END()
