#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/statements/crm.h"

using namespace cellseal;
using test::rewritten;
using enum dialect;

/// What applications write beyond the simplest.
BOOST_AUTO_TEST_SUITE(understood_statements)

BOOST_AUTO_TEST_CASE(a_statement_can_be_explained)
{
    for (const auto& [sql, language] :
         {std::pair{"explain query plan select id from contact where email = :e", sqlite},
          {"explain select id from contact where email = :e", sqlite},
          {"explain select id from contact where email = :e", postgres},
          {"explain analyze verbose select id from contact where email = :e", postgres},
          {"explain (analyze, format json) select id from contact where email = :e", postgres},
          {"explain format=json select id from contact where email = :e", mysql},
          {"describe select id from contact where email = :e", mysql},
          {"analyze select id from contact where email = :e", mysql}}) {
        const statement_plan plan = test::analysed(sql, language);
        BOOST_TEST_CONTEXT(sql << (plan.why ? ": " + plan.why->message : ""))
        {
            BOOST_REQUIRE((plan.outcome == plan_outcome::ok));
            BOOST_TEST(plan.rewritten.find("email_bi = :e") != std::string::npos);
            BOOST_TEST((plan.bound.at(0).form == bound_form::token));
            BOOST_TEST(plan.columns.empty());
            BOOST_TEST(plan.hit_checks.empty());
        }
    }
    BOOST_TEST(rewritten("explain insert into contact(id, email) values(1, :e)", postgres) ==
               "explain insert into contact(id, email, email_bi) values(1, :e, :cs1_e)");
    BOOST_TEST(rewritten("explain select id from contact where email = 'x'", postgres) == "literal");
    BOOST_TEST(rewritten("explain (analyze (select 1 from contact)) select 1 from contact", postgres) == "syntax");
    BOOST_TEST(rewritten("describe select id from contact; delete from contact", mysql) != "ok");
}

BOOST_AUTO_TEST_CASE(beside_the_key_of_its_table_a_value_may_be_grouped_and_selected_once)
{
    for (const std::string sql : {"select c.id, c.email, count(o.id) from contact c join orders o on o.contact_id = "
                                  "c.id group by c.id, c.email",
                                  "select distinct c.id, c.email from contact c join orders o on o.contact_id = c.id",
                                  "select distinct * from contact"}) {
        BOOST_TEST(rewritten(sql) == sql);
        BOOST_TEST(test::analysed(sql).columns[1].subject->full_name() == "contact.email");
    }
    for (const char* sql :
         {"select c.email, count(*) from contact c join orders o on o.contact_id = c.id group by o.id, c.email",
          "select c.email, count(*) from contact c join contact d on c.owner_id = d.id group by d.id, c.email",
          "select distinct o.id, c.email from contact c join orders o on o.contact_id = c.id",
          "select distinct id + 0, email from contact"})
        BOOST_TEST(rewritten(sql) == "group");
}

BOOST_AUTO_TEST_CASE(a_whole_table_is_all_of_its_columns)
{
    for (const dialect language : {postgres, mysql}) {
        const statement_plan plan = test::analysed("table contact order by id", language);
        BOOST_REQUIRE((plan.outcome == plan_outcome::ok));
        BOOST_REQUIRE(plan.columns.size() == 8U);
        BOOST_TEST(plan.columns[1].subject->full_name() == "contact.email");
    }
    BOOST_TEST(rewritten("select * from (table vault) v where v.token is null", postgres) ==
               "select * from (table vault) v where v.token is null");
    BOOST_TEST(rewritten("table contact order by email", postgres) == "order");
    BOOST_TEST(rewritten("create table copy as table contact", postgres) == "ddl");
    BOOST_TEST(rewritten("insert into audit table vault", postgres) == "copy");
    BOOST_TEST(rewritten("table contact union table contact", postgres) == "table contact union table contact");
    BOOST_TEST(rewritten("table contact union select id, email, null, null, null, null, null, null from contact",
                         postgres) != "ok");
}

BOOST_AUTO_TEST_CASE(beside_the_key_of_its_table_a_value_may_stand_in_a_set_operation)
{
    for (const std::string sql :
         {"select id, email from contact where note = :n union select id, email from contact where owner_id = :o",
          "select phone, id from contact intersect select phone, id from contact where id > 1 order by 2",
          "select c.id, c.email, o.status from contact c join orders o on o.contact_id = c.id except select d.id, "
          "d.email, 'x' from contact d",
          "select id, ssn from contact union select id, ssn from contact union all select id, ssn from contact"}) {
        const statement_plan plan = test::analysed(sql);
        BOOST_TEST(plan.rewritten == sql);
        BOOST_TEST((plan.outcome == plan_outcome::ok), (plan.why ? plan.why->message : ""));
    }
}

BOOST_AUTO_TEST_CASE(a_query_may_give_an_insert_its_parameters)
{
    const std::string sql =
        "insert into contact(id, email, ssn) select :i, :e, :s where not exists (select 1 from contact "
        "where email = :f)";
    const statement_plan plan = test::analysed(sql);
    BOOST_TEST(
        plan.rewritten ==
        "insert into contact(id, email, ssn, email_bi) select :i, :e, :s, :cs1_e where not exists (select 1 from "
        "contact where email_bi = :f)");
    BOOST_REQUIRE_EQUAL(plan.parameters.size(), 4u);
    BOOST_TEST((plan.parameters[1].role == parameter_role::write));
    BOOST_TEST(plan.parameters[2].subject->full_name() == "contact.ssn");
    BOOST_TEST((plan.parameters[3].role == parameter_role::compare));
    BOOST_TEST(rewritten("insert into patient(id, last_name, born) select o.id, :l, :b from orders o") ==
               "insert into patient(id, last_name, born, bidx_person) select o.id, :l, :b, :cs1_l from orders o");
    BOOST_TEST(rewritten("insert into patient(id, last_name, born) select id + 9, last_name, :b from patient") ==
               "unsearchable");
    BOOST_TEST(rewritten("insert into vault(id, token) select 1, :t limit 1", postgres) ==
               "insert into vault(id, token) select 1, :t limit 1");
    BOOST_TEST((analyse("insert into vault(id, token) select :i, :t", sqlite, *test::strict_crm(), {}, {}).why->code ==
                refusal_code::row_key));
}

BOOST_AUTO_TEST_CASE(coalesce_keeps_what_is_there_where_a_parameter_is_null)
{
    const statement_plan plan =
        test::analysed("update contact set email = coalesce(:e, email), note = :n where id = :i");
    BOOST_TEST(
        plan.rewritten ==
        "update contact set email = coalesce(:e, email), email_bi = COALESCE(:cs1_e, email_bi), note = :n where id = "
        ":i");
    BOOST_TEST((plan.parameters[0].role == parameter_role::write));
    BOOST_TEST(
        rewritten("update contact c set c.email = ifnull(:e, c.email), phone = coalesce(:p, :q, phone)", mysql) ==
        "update contact c set c.email = ifnull(:e, c.email), c.email_bi = COALESCE(:cs1_e, c.email_bi), phone = "
        "coalesce(:p, :q, phone)");
    BOOST_TEST(
        rewritten("insert into contact as k (id, email) values(:i, :e) on conflict(id) do update set email = "
                  "coalesce(excluded.email, k.email)",
                  postgres) ==
        "insert into contact as k (id, email, email_bi) values(:i, :e, :cs1_e) on conflict(id) do update set email "
        "= coalesce(excluded.email, k.email), email_bi = COALESCE(excluded.email_bi, k.email_bi)");
    for (const char* each :
         {"update contact set email = coalesce(:e, 'x')", "update contact set email = coalesce(:e, note)",
          "update contact set email = coalesce(:e, phone)", "update contact set note = coalesce(:n, email)",
          "update contact set email = coalesce(:e || 'x', email)",
          "update contact set email = coalesce(:e, email) || 'x'", "update contact set email = (coalesce(:e, email))",
          "update contact set email = coalesce(:e, null)", "update contact set email = coalesce()",
          "update contact set email = coalesce(:e email)", "update contact set email = coalesce(:e, email_bi)",
          "update v_contact set mail = coalesce(:e, mail)",
          "update patient set last_name = coalesce(:l, last_name), born = :b"})
        BOOST_TEST((test::analysed(each).outcome == plan_outcome::refuse), each);
    BOOST_TEST(
        (analyse("update contact set ssn = coalesce(:s, ssn)", sqlite, *test::null_sealing_crm(), {}, {}).outcome ==
         plan_outcome::refuse));
    const auto strict = [](std::string_view sql) { return analyse(sql, sqlite, *test::strict_crm(), {}, {}); };
    BOOST_TEST(strict("update vault set token = coalesce(:t, token) where id = :i").parameters[0].row_key ==
                   std::vector<std::size_t>{1},
               boost::test_tools::per_element());
    BOOST_TEST((strict("update vault set token = coalesce(:t, token)").why->code == refusal_code::row_key));
}

BOOST_AUTO_TEST_CASE(a_merge_writes_parameters)
{
    for (const dialect each : {postgres, firebird}) {
        BOOST_TEST(
            rewritten("merge into contact c using orders o on c.id = o.contact_id and o.id = :i when matched and "
                      "c.email <> :old then update set email = :e, note = o.status when not matched then insert "
                      "(id, email) values (o.contact_id, :f)",
                      each) ==
            "merge into contact c using orders o on c.id = o.contact_id and o.id = :i when matched and c.email_bi "
            "<> :old then update set email = :e, email_bi = :cs1_e, note = o.status when not matched then insert "
            "(id, email, email_bi) values (o.contact_id, :f, :cs2_f)");
        BOOST_TEST(
            rewritten("merge into prospect p using contact c on p.email = c.email when matched then delete", each) ==
            "merge into prospect p using contact c on p.email_bi = c.email_bi when matched then delete");
        for (const char* sql :
             {"merge into contact c using (select 1 as id, :e as email from orders) s on c.id = s.id when matched then "
              "update set email = s.email",
              "merge into contact c using orders o on c.id = o.id when not matched then insert (id, email) values "
              "(o.id, 'x')",
              "merge into contact c using orders o on c.id = o.id when matched then update set email = 'x'",
              "merge into audit a using contact c on a.id = c.id when matched then update set msg = c.email",
              "merge into audit a using contact c on a.id = c.id when not matched then insert (id, msg) values (c.id, "
              "c.ssn)",
              "merge into contact c using orders o on c.email = o.email when matched then delete",
              "merge into contact c using orders o on c.id = o.id when not matched then insert values (1, :e)",
              "merge into contact c using orders o on c.id = o.id when matched then delete returning c.email",
              "merge into contact c using orders o on c.id = o.id when not matched by source then delete",
              "merge into contact c using orders o on c.id = o.id",
              "merge into contact c using orders o on c.id = o.id when not matched then insert (id, email) select 1, "
              ":e"})
            BOOST_TEST((test::analysed(sql, each).outcome == plan_outcome::refuse), sql);
    }
    BOOST_TEST((analyse("merge into vault v using orders o on v.id = :i when matched then update set token = :t",
                        postgres, *test::strict_crm(), {}, {})
                    .why->code == refusal_code::row_key));
}

BOOST_AUTO_TEST_SUITE_END()
