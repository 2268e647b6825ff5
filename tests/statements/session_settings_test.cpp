#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/statements/crm.h"

namespace {

using namespace cellseal;
using enum dialect;

void check(std::string_view sql, std::string_view outcome, dialect language)
{
    BOOST_TEST_CONTEXT(sql) { BOOST_TEST(test::outcome_of(test::analysed(sql, language)) == outcome); }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(session_settings)

BOOST_AUTO_TEST_CASE(a_setting_that_changes_reading_is_refused_wherever_it_stands)
{
    check("begin; set search_path = other; commit", "mode", postgres);
    check("select 1; set standard_conforming_strings = off", "mode", postgres);
    check("/*!40101 SET sql_mode='ANSI_QUOTES' */", "lexer", mysql);
    check("begin not atomic set sql_mode = 'ANSI_QUOTES'; end", "mode", mysql);
    check("update pg_catalog.pg_settings set setting = :s where name = :n", "mode", postgres);
}

BOOST_AUTO_TEST_CASE(code_in_a_string_that_changes_reading_is_refused)
{
    check("execute immediate 'set sql_mode = ''ANSI_QUOTES'''", "mode", mysql);
    check("prepare p from 'use otherdb'", "mode", mysql);
    check("prepare p from 'set names gbk'", "mode", mysql);
    check("do $$ begin set search_path = other; end $$", "mode", postgres);
    check("do $$ begin perform set_config('search_path', 'other', false); end $$", "mode", postgres);
    check("prepare p from 'select names from orders'", "pass", mysql);
    check("select 'set sql_mode' from orders", "pass", mysql);
}

BOOST_AUTO_TEST_CASE(a_client_may_say_that_it_speaks_utf8)
{
    check("set names utf8mb4", "pass", mysql);
    check("set names 'utf8' collate 'utf8_general_ci'", "pass", mysql);
    check("set client_encoding to 'UTF8'", "pass", postgres);
    check("set names gbk", "mode", mysql);
    check("set names utf8mb4, sql_mode = 'ANSI_QUOTES'", "mode", mysql);
    check("set client_encoding = 'SJIS'", "mode", postgres);
}

BOOST_AUTO_TEST_SUITE_END()
