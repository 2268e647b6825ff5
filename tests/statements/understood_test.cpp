#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/statements/crm.h"

namespace {

using namespace cellseal;
using enum dialect;

std::string rewritten(std::string_view sql, dialect language = sqlite, live_keys live = {})
{
    const statement_plan plan = test::analysed(sql, language, live);
    return plan.outcome == plan_outcome::refuse ? std::string(name_of(plan.why->code)) : plan.rewritten;
}

}  // namespace

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

BOOST_AUTO_TEST_CASE(a_column_is_looked_for_in_a_query_of_the_same_domain)
{
    BOOST_TEST(rewritten("select id from contact where email in (select email from prospect where id > :i)") ==
               "select id from contact where email_bi in (select email_bi from prospect where id > :i)");
    BOOST_TEST(rewritten("select id from contact c where c.email not in (select p.email from prospect p)", postgres) ==
               "select id from contact c where c.email_bi not in (select p.email_bi from prospect p)");
    BOOST_TEST(rewritten("delete from contact where phone in (select phone from contact where id = 1)") ==
               "delete from contact where phone in (select phone from contact where id = 1)");
    // Another domain, another kind of thing, or several arms.
    for (const char* each :
         {"select id from contact where email in (select email from orders)",
          "select id from contact where email in (select phone from contact)",
          "select id from contact where ssn in (select ssn from contact)",
          "select id from contact where note in (select email from contact)",
          "select id from contact where email in (select lower(email) from prospect)",
          "select id from contact where email in (select (email) from prospect)",
          "select id from contact where email in (select * from prospect)",
          "select id from contact where email in (select email from prospect union select note from contact)",
          "select id from contact where email in (select id, email from prospect)",
          "select id from contact where email in (select distinct email from prospect)",
          "select id from contact where email in (select email from prospect) is null",
          "select id from contact where email || '' in (select email from prospect)"})
        BOOST_TEST((test::analysed(each).outcome == plan_outcome::refuse), each);
    BOOST_TEST(rewritten("select id from contact where email in (select email from prospect)", sqlite,
                         {.data_keys = 2, .index_keys = 2}) == "operator");
}

BOOST_AUTO_TEST_CASE(several_columns_are_looked_for_together)
{
    const std::string sql = "select id from contact where (id, email) in ((:i, :e), (:j, :f))";
    const statement_plan plan = test::analysed(sql);
    BOOST_TEST(plan.rewritten == "select id, email from contact where (id, email_bi) in ((:i, :e), (:j, :f))");
    BOOST_REQUIRE(plan.hit_checks.size() == 1U);
    BOOST_TEST(plan.hit_checks[0].occurrences == (std::vector<std::size_t>{1, 3}), boost::test_tools::per_element());
    BOOST_TEST(rewritten(sql, sqlite, {.data_keys = 1, .index_keys = 2}) == "operator");
    BOOST_TEST(rewritten("select id from contact where (id, email) in ((:i, 'x'))") == "literal");
    BOOST_TEST(rewritten("select id from contact where (id, email) in ((:e, :i), :f)") == "operator");
    BOOST_TEST(rewritten("select id from contact where (id, email) in ((:i, :i))") == "mixed");
}

BOOST_AUTO_TEST_CASE(what_comes_out_of_a_query_in_from_can_be_searched)
{
    BOOST_TEST(
        rewritten("select x.id from (select id, email from contact where id > 0) x where x.email = :e") ==
        "select x.id, x.email from (select id, email, contact.email_bi AS cellseal_1 from contact where id > 0) x "
        "where x.cellseal_1 = :e");
    BOOST_TEST(
        rewritten("with c as (select id, email as mail from contact k) select id from c where mail = :e and id = :i") ==
        "with c as (select id, email as mail, k.email_bi AS cellseal_1 from contact k) select id, mail from c "
        "where cellseal_1 = :e and id = :i");
    // The index column is there already.
    BOOST_TEST(rewritten("select x.id from (select * from contact) x where x.email = :e") ==
               "select x.id, x.email from (select * from contact) x where x.email_bi = :e");
    BOOST_TEST(
        rewritten("with a as (select id, email from contact), b as (select id, email from prospect) select a.id from "
                  "a join b on a.email = b.email",
                  postgres) ==
        "with a as (select id, email, contact.email_bi AS cellseal_1 from contact), b as (select id, email, "
        "prospect.email_bi AS cellseal_2 from prospect) select a.id from a join b on a.cellseal_1 = b.cellseal_2");
    BOOST_TEST(
        rewritten("with c as (select email from contact) select 1 from c where c.email = :e or c.email = :f") ==
        "with c as (select email, contact.email_bi AS cellseal_1 from contact) select 1 from c where c.cellseal_1 = "
        ":e or c.cellseal_1 = :f");
    // Somebody would see one column more, or it would change which rows there are.
    for (const char* each :
         {"with c as (select id, email from contact) select id from c where email = :e union all select "
          "c.id from (select * from c) c",
          "select x.id from (select distinct email from contact) x where x.email = :e"})
        BOOST_TEST((test::analysed(each).outcome == plan_outcome::refuse), each);
}

BOOST_AUTO_TEST_CASE(what_no_index_column_stands_beside_is_looked_for_in_its_table)
{
    const std::string found = " IN (SELECT cellseal_t.email FROM contact cellseal_t WHERE cellseal_t.email_bi IN (:e))";
    for (const auto& [sql, column] : std::initializer_list<std::pair<std::string, std::string>>{
             {"select mail from v_contact where ", "mail"},
             {"select v.mail from v_contact v join orders o on o.contact_id = v.id where ", "v.mail"},
             {"select * from (select id, email from contact) x where ", "x.email"},
             {"select x.email from (select id, email from contact group by id, note) x where ", "x.email"},
             {"select x.email from (select id, email from contact union all select id, email from contact) x where ",
              "x.email"},
             {"select b from (select id, email from contact) x(a, b) where ", "b"}}) {
        const statement_plan plan = test::analysed(sql + column + " = :e");
        BOOST_TEST(plan.rewritten == sql + column + found);
        BOOST_TEST(plan.hit_checks.size() == 1u);
    }
    BOOST_TEST(rewritten("delete from v_contact where mail = :e or id = :i", postgres, {.index_keys = 2}) ==
               "delete from v_contact where mail IN (SELECT cellseal_t.email FROM contact cellseal_t WHERE "
               "cellseal_t.email_bi IN (:e, :cs1_e)) or id = :i");
    // The value that is compared is shown then, and opened after a hit.
    BOOST_TEST(test::analysed("select id from v_contact where mail in (:e, :f)").hit_checks.size() == 1u);
}

BOOST_AUTO_TEST_CASE(where_unknown_is_not_false_null_stays_null_on_the_way_through_the_table)
{
    const auto exactly = [](const std::string& negated) {
        return "CASE WHEN mail IS NULL THEN NULL ELSE mail" + negated +
               " IN (SELECT CASE cellseal_t.email_bi IN (:e) WHEN TRUE THEN cellseal_t.email WHEN FALSE THEN '' END "
               "FROM "
               "contact cellseal_t WHERE cellseal_t.email_bi IS NOT NULL) END";
    };
    BOOST_TEST(rewritten("delete from v_contact where mail <> :e") == "delete from v_contact where " + exactly(" NOT"));
    BOOST_TEST(rewritten("select id from v_contact where not (mail = :e)") ==
               "select id from v_contact where not (" + exactly("") + ")");
    BOOST_TEST(rewritten("select mail = :e from v_contact") == "select " + exactly("") + " from v_contact");
    for (const char* each : {"select id from v_contact where (mail = :e) is null",
                             "select id from v_contact where (mail = :e or id = 1) = (id = :i)",
                             "select v.id from v_contact v, prospect p where (v.mail = p.email) is null"})
        BOOST_TEST(rewritten(each) == "unsearchable", each);
    BOOST_TEST(rewritten("select id from v_contact where mail = :e xor id = :i", mysql) == "unsearchable");
    BOOST_TEST(rewritten("select id from v_contact where id = :i xor mail = :e", mysql) == "unsearchable");
}

BOOST_AUTO_TEST_CASE(a_view_is_joined_by_way_of_its_table)
{
    BOOST_TEST(rewritten("select v.id, p.id from v_contact v join prospect p on v.mail = p.email where p.id > 0") ==
               "select v.id, p.id from v_contact v join prospect p on EXISTS (SELECT 1 FROM contact cellseal_t WHERE "
               "cellseal_t.email = v.mail AND cellseal_t.email_bi = p.email_bi) where p.id > 0");
    // Inside, a bare name could be one of the table's.
    BOOST_TEST(rewritten("select mail from v_contact v, prospect where email = mail", postgres) ==
               "select mail from v_contact v, prospect where EXISTS (SELECT 1 FROM contact cellseal_t WHERE "
               "cellseal_t.email = v.mail AND cellseal_t.email_bi = prospect.email_bi)");
    BOOST_TEST(
        rewritten("select 1 from v_contact v left join v_contact w on v.mail = w.mail and v.id < w.id", mysql) ==
        "select 1 from v_contact v left join v_contact w on EXISTS (SELECT 1 FROM contact cellseal_t JOIN contact "
        "cellseal_u ON cellseal_u.email_bi = cellseal_t.email_bi WHERE cellseal_t.email = v.mail AND "
        "cellseal_u.email = w.mail) and v.id < w.id");
    BOOST_TEST(rewritten("select 1 from (select id, email from prospect) x join v_contact v on x.email = v.mail") ==
               "select 1 from (select id, email, prospect.email_bi AS cellseal_1 from prospect) x join v_contact v on "
               "EXISTS (SELECT 1 FROM contact cellseal_t WHERE cellseal_t.email = v.mail AND cellseal_t.email_bi = "
               "x.cellseal_1)");
    BOOST_TEST(rewritten("select id from v_contact where mail in (select email from prospect where id > :i)") ==
               "select id from v_contact where mail in (SELECT cellseal_t.email FROM contact cellseal_t WHERE "
               "cellseal_t.email_bi IN (select email_bi from prospect where id > :i))");
    for (const char* each :
         {"select 1 from v_contact v join prospect p on v.mail <> p.email",
          "select 1 from v_contact v join prospect p on not v.mail = p.email",
          "select v.mail = p.email from v_contact v join prospect p on p.id = v.id",
          "select 1 from v_contact where mail not in (select email from prospect)",
          "select 1 from v_contact v, prospect p where (v.id, v.mail) = (p.id, p.email) is null",
          "select 1 from v_contact cellseal_t join prospect p on cellseal_t.mail = p.email",
          "with contact as (select 1 as id) select 1 from v_contact v join prospect p on v.mail = p.email"})
        BOOST_TEST((test::analysed(each).outcome == plan_outcome::refuse), each);
    BOOST_TEST(rewritten("select 1 from v_contact v join prospect p on v.mail = p.email", sqlite,
                         {.data_keys = 1, .index_keys = 2}) == "operator");
    BOOST_TEST(rewritten("update v_contact v join prospect p on v.mail = p.email set v.note = 'x'", mysql) ==
               "unsearchable");
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

BOOST_AUTO_TEST_CASE(a_view_that_shows_the_index_column_is_searched_by_it)
{
    attribute_registry::builder builder;
    attribute email;
    email.name = email.column = "email";
    email.found_by = lookup::blind_index;
    email.index = index_definition{};
    builder.add({.entity = "contact",
                 .schema = "",
                 .table = "contact",
                 .columns = {"id", "email", "bidx_email"},
                 .key_columns = {"id"},
                 .attributes = {email},
                 .declared_at = "the test"});
    builder.add(declared_view{"", "v", {{"id", ""}, {"mail", "contact.email"}, {"bidx_email", ""}}});
    const auto registry = builder.build();
    const auto run = [&](std::string_view sql) { return analyse(sql, sqlite, *registry, {}, {}); };
    BOOST_TEST(run("select id, mail from v where mail = :e").rewritten ==
               "select id, mail from v where bidx_email = :e");
    BOOST_TEST((run("select bidx_email from v").why.value().code == refusal_code::companion));
}

BOOST_AUTO_TEST_CASE(having_sees_the_select_list_alone_on_mysql)
{
    const std::string sql = "select id, email from contact having email = :e";
    BOOST_TEST(rewritten(sql, sqlite) == "select id, email from contact having email_bi = :e");
    BOOST_TEST(rewritten(sql, mysql) ==
               "select id, email from contact having email IN (SELECT cellseal_t.email FROM contact cellseal_t WHERE "
               "cellseal_t.email_bi IN (:e))");
    BOOST_TEST(
        rewritten("select id from contact having count(*) > 1 and exists (select 1 from prospect p where p.email = "
                  "contact.email)",
                  mysql) != "ok");
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

BOOST_AUTO_TEST_CASE(firebird_s_own_spellings_are_understood)
{
    BOOST_TEST(rewritten("insert into contact(id, email) values(next value for s, :e)", firebird) ==
               "insert into contact(id, email, email_bi) values(next value for s, :e, :cs1_e)");
    BOOST_TEST(
        rewritten("select id, email from contact where email = :e plan (contact index (ix)) order by id", firebird) ==
        "select id, email from contact where email_bi = :e plan (contact index (ix)) order by id");
    BOOST_TEST(rewritten("select id from contact plan (contact index (:p))", firebird) == "syntax");
}

BOOST_AUTO_TEST_CASE(postgresql_s_aggregates_and_grouping_sets_are_understood)
{
    for (const std::string tail :
         {"group by grouping sets ((note), (owner_id, note), ())", "group by rollup (note), cube (owner_id)",
          "group by (note, 1)", "group by grouping sets (rollup (note), owner_id)"})
        BOOST_TEST(rewritten("select owner_id, count(email) from contact where phone = :p " + tail, postgres) ==
                   "select owner_id, count(email) from contact where phone = :p " + tail);
    BOOST_TEST(
        rewritten("select percentile_cont(0.5) within group (order by id) from contact where email = :e", postgres) ==
        "select percentile_cont(0.5) within group (order by id) from contact where email_bi = :e");
    BOOST_TEST(rewritten("select id, email from contact group by (id, email)", postgres) ==
               "select id, email from contact group by (id, email)");
}

BOOST_AUTO_TEST_CASE(postgresql_s_only_may_be_enclosed)
{
    BOOST_TEST(rewritten("update only (contact) c set email = :e where c.id = :i", postgres) ==
               "update only (contact) c set email = :e, email_bi = :cs1_e where c.id = :i");
    BOOST_TEST(rewritten("select id, email from only (contact) where email = :e", postgres) ==
               "select id, email from only (contact) where email_bi = :e");
    BOOST_TEST(rewritten("select id from only (contact", postgres) == "syntax");
}

BOOST_AUTO_TEST_CASE(mysql_s_own_spellings_are_understood)
{
    BOOST_TEST(rewritten("select id, email from contact where match(note) against (:q in boolean mode) and email = :e",
                         mysql) ==
               "select id, email from contact where match(note) against (:q in boolean mode) and email_bi = :e");
    BOOST_TEST(rewritten("select id from contact where match(note, email) against ('x')", mysql) == "function");
    for (const char* each :
         {"select if(email = :e 'x', 1, 2) from contact", "select if(email = :e \"x\", 1, 2) from contact"})
        BOOST_TEST(rewritten(each, mysql) == "syntax", each);
    BOOST_TEST(
        rewritten("insert into contact(id, email) values(1, :e) on duplicate key update note = if(values(email) = "
                  ":f, 'x', note)",
                  mysql) ==
        "insert into contact(id, email, email_bi) values(1, :e, :cs1_e) on duplicate key update note = "
        "if(values(email_bi) = :f, 'x', note)");
    BOOST_TEST(rewritten("select id from contact where match(note) against (email)", mysql) == "function");
    BOOST_TEST(rewritten("insert into contact(id, phone) values(next value for s, :p)", mysql) ==
               "insert into contact(id, phone) values(next value for s, :p)");
}

BOOST_AUTO_TEST_CASE(mysql_s_further_spellings_are_understood)
{
    BOOST_TEST(rewritten("insert into contact(contact.id, contact.email) values(:i, :e)", mysql) ==
               "insert into contact(contact.id, contact.email, email_bi) values(:i, :e, :cs1_e)");
    BOOST_TEST(rewritten("insert into contact set contact.email = :e", mysql) ==
               "insert into contact set contact.email = :e, email_bi = :cs1_e");
    BOOST_TEST(rewritten("insert into contact(prospect.email) values(:e)", mysql) == "syntax");
    BOOST_TEST(rewritten("insert into contact(contact.email) values(:e)", postgres) == "syntax");
    BOOST_TEST(rewritten("insert into contact(id, email) values(:i, :e) on duplicate key update email = value(email)",
                         mysql) ==
               "insert into contact(id, email, email_bi) values(:i, :e, :cs1_e) on duplicate key "
               "update email = value(email), email_bi = value(email_bi)");
    BOOST_TEST(rewritten("select id from contact where email <=> null", mysql) ==
               "select id from contact where email <=> null");
    BOOST_TEST(rewritten("select id from contact where email <=> :e", mysql) == "operator");
    const statement_plan plan = test::analysed("select email as 'mail', id \"number\" from contact", mysql);
    BOOST_REQUIRE((plan.outcome == plan_outcome::ok));
    BOOST_TEST(plan.columns[0].subject->full_name() == "contact.email");
    BOOST_TEST(rewritten("select x.mail from (select email 'mail' from contact) x where x.mail like :p", mysql) ==
               "operator");
}

BOOST_AUTO_TEST_CASE(rights_and_savepoints_move_no_values)
{
    for (const char* each :
         {"grant select(id, email), update(email) on contact to reader", "savepoint contact",
          "release savepoint contact", "rollback to savepoint contact", "revoke insert(email) on contact from reader"})
        BOOST_TEST((test::analysed(each, postgres).outcome == plan_outcome::ok), each);
    BOOST_TEST(rewritten("rollback; insert into contact(email) values('x')", postgres) == "multiple");
}

BOOST_AUTO_TEST_SUITE_END()
