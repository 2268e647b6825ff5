#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/statements/crm.h"

using namespace cellseal;
using test::rewritten;
using enum dialect;

/// Where a value may be searched beyond the simplest comparison.
BOOST_AUTO_TEST_SUITE(understood_searches)

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

BOOST_AUTO_TEST_SUITE_END()
