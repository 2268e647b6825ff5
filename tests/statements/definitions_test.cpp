#include <boost/test/unit_test.hpp>

#include "tests/statements/crm.h"

namespace {

using namespace cellseal;

void check(std::string_view sql, std::string_view outcome, dialect language = dialect::sqlite)
{
    const statement_plan plan = test::analysed(sql, language);
    BOOST_TEST_CONTEXT(sql << (plan.why ? ": " + plan.why->message : ""))
    {
        BOOST_TEST(test::outcome_of(plan) == outcome);
        BOOST_TEST(plan.rewritten == sql);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(definitions)

BOOST_AUTO_TEST_CASE(a_table_is_made_if_its_protected_columns_can_hold_sealed_values)
{
    check("create table contact(id integer primary key, email text not null, email_bi text unique, phone blob, ssn)",
          "ok");
    check(
        "create table if not exists contact(id int, email varchar(255), email_bi varchar(26), check(length(email) > "
        "3))",
        "ok");
    check("create table contact(id int, email int)", "ddl");
    check("create table contact(id int, email varchar(40))", "ddl");
    check("create table contact(id int, email text collate nocase)", "ddl");
    check("create table contact(id int, email text collate ascii_bin)", "ok", dialect::mysql);
    check("create table contact(id int, email text default 'x')", "ddl");
    check("create table contact(id int, email text, domain text generated always as (substr(email, 3)))", "ddl");
}

BOOST_AUTO_TEST_CASE(protected_columns_are_not_dropped_renamed_or_narrowed)
{
    for (const char* sql :
         {"alter table contact drop column email", "alter table contact drop email_bi",
          "alter table contact rename to x", "alter table contact rename email to x",
          "alter table contact rename column note to email", "drop table contact", "drop table orders, contact",
          "create temp table contact(id int)", "alter table orders rename to contact"}) {
        check(sql, "ddl");
    }
    check("alter table contact alter column email type varchar(10)", "ddl", dialect::postgres);
    check("alter table contact alter email type text", "ok", dialect::postgres);
    check("alter table contact alter email type text using lower(email)", "ddl", dialect::postgres);
    check("alter table contact alter email set default 'x'", "ddl", dialect::postgres);
    check("alter table contact modify email int", "ddl", dialect::mysql);
    check("alter table contact change email mail text", "ddl", dialect::mysql);
    check("rename table contact to x", "ddl", dialect::mysql);
    check("alter table contact inherit parent", "syntax", dialect::postgres);
    check("alter table contact add constraint short check (length(email) < 40)", "ddl", dialect::postgres);
    check("create table contact(id int, email text check (email like '%@%'), email_bi text)", "ddl");
    check("create table contact(id int, email text check (email is not null), email_bi text)", "ok");
}

BOOST_AUTO_TEST_CASE(a_protected_table_is_not_replaced)
{
    check("create or replace table contact(id int)", "ddl", dialect::mysql);
    check("create or replace temporary table contact(id int, email text)", "ddl", dialect::mysql);
    check("create or replace table other(contact int)", "pass", dialect::mysql);
    check("recreate table contact(id int)", "ddl", dialect::firebird);
    check("recreate global temporary table contact(id int)", "ddl", dialect::firebird);
}

BOOST_AUTO_TEST_CASE(the_database_copies_no_sealed_values)
{
    check("create table x as select id, email from contact", "ddl");
    check("create table x as select id, note from contact", "ok");
    check("create materialized view v as select email from contact", "ddl", dialect::postgres);
    check("create index i on contact(lower(email))", "ddl");
    check("create unique index i on contact(email_bi)", "ok");
    check("create index i on contact(note) where email = 'x'", "ddl");
    check("create table x(c text references contact(email))", "ddl");
    check("create table part partition of contact for values in (1)", "ddl", dialect::postgres);
    check("create table part(extra int) inherits (audit, contact)", "ddl", dialect::postgres);
    check("alter table orders inherit contact", "ddl", dialect::postgres);
    check("create table x(c int references contact(id))", "ok");
    check("create trigger t after insert on contact begin select 1; end", "ddl");
    check("create rule r as on insert to contact do nothing", "ddl", dialect::postgres);
}

BOOST_AUTO_TEST_CASE(a_view_is_judged_like_a_query_and_a_declared_one_keeps_its_meaning)
{
    check("create view v as select id, email from contact", "ok");
    check("create view v as select upper(email) from contact", "function");
    check("create view v_contact as select id, email as mail, note from contact", "ok");
    check("create view v_contact as select id, note as mail, note from contact", "ddl");
}

BOOST_AUTO_TEST_CASE(what_changes_the_schema_says_so)
{
    BOOST_TEST(test::analysed("alter table contact add column x int").changes_schema);
    BOOST_TEST(test::analysed(" /* a */ -- b\n create table other(id int)").changes_schema);
    BOOST_TEST(test::analysed("drop view v_contact").changes_schema);
    BOOST_TEST(!test::analysed("select * from contact").changes_schema);
    BOOST_TEST(!test::analysed("select 1").changes_schema);
}

BOOST_AUTO_TEST_CASE(upkeep_moves_no_values)
{
    for (const char* sql : {"analyze contact", "vacuum", "truncate table contact", "pragma table_info(contact)",
                            "grant select on contact to joe"}) {
        BOOST_TEST((test::analysed(sql).outcome != plan_outcome::refuse));
    }
    check("pragma writable_schema(contact)", "syntax");
    check("describe contact; select * from contact", "multiple", dialect::mysql);
}

BOOST_AUTO_TEST_SUITE_END()
