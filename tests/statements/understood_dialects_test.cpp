#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/statements/crm.h"

using namespace cellseal;
using test::rewritten;
using enum dialect;

/// What one dialect writes in its own way.
BOOST_AUTO_TEST_SUITE(understood_dialects)

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
