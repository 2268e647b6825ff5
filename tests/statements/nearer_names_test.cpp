#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/statements/crm.h"

namespace {

using namespace cellseal;
using enum dialect;
using test::rewritten;

std::string outcome(std::string_view sql, dialect language = sqlite, live_keys live = {})
{
    return std::string(test::outcome_of(test::analysed(sql, language, live)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(nearer_names)

BOOST_AUTO_TEST_CASE(a_name_that_a_cte_does_not_know_is_refused_since_sqlite_finds_it_where_the_cte_is_used)
{
    const std::string use = " select id from contact where id in (select i from t)";
    for (const dialect each : {sqlite, odbc}) {
        BOOST_TEST(outcome("with t(i) as (select 1 where email = :m)" + use, each) == "ambiguous");
        BOOST_TEST(outcome("with t(i) as (select id from audit where mail = :m)" + use, each) == "ambiguous");
    }
    BOOST_TEST(outcome("with t(i) as (select 1 where \"email\" = :m)" + use) == "ambiguous");
    BOOST_TEST(outcome("with t(i) as (select id from elsewhere where email = :m)" + use) == "ambiguous");
    BOOST_TEST(outcome("select id, (with t(i) as (select email) select i from t) from contact") == "ambiguous");
    BOOST_TEST(outcome("with t(i) as (select contact_id from orders where email = :m)" + use) == "ok");
}

BOOST_AUTO_TEST_CASE(row_numbers_and_columns_of_unlisted_tables_need_no_declaration)
{
    BOOST_TEST(outcome("select rowid, email from contact") == "ok");
    BOOST_TEST(outcome("select c.email from contact c join elsewhere e on e.id = c.id where city = :city") == "ok");
}

BOOST_AUTO_TEST_CASE(a_companion_is_named_with_its_table_where_another_column_of_that_name_is_nearer)
{
    BOOST_TEST(
        rewritten(
            "delete from contact where exists (select 1 from audit a, (select 7 as email_bi) d where email <> :e)") ==
        "delete from contact where exists (select 1 from audit a, (select 7 as email_bi) d where contact.email_bi <> "
        ":e)");
    BOOST_TEST(rewritten("select id from contact c where exists (select 1 as email_bi where email = :e)") ==
               "select id from contact c where exists (select 1 as email_bi where c.email_bi = :e)");
    const std::string many =
        rewritten("delete from contact where exists (select 1 from (select 7 as email_bi) d where email = :e)",
                  postgres, {.data_keys = 2, .index_keys = 2});
    BOOST_TEST(many.find("where contact.email_bi IN (") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_nearer_table_of_the_same_name_is_refused_where_the_companion_would_need_it)
{
    BOOST_TEST(
        outcome("delete from contact where exists (select 1 from (select 7 as email_bi) contact where email <> :e)") ==
        "ambiguous");
}

BOOST_AUTO_TEST_CASE(the_parentheses_of_a_subselect_stay_while_keys_change)
{
    const std::string text =
        rewritten("select id from contact where (select phone) = :p", sqlite, {.data_keys = 2, .index_keys = 2});
    BOOST_TEST(text.find("where (select phone) IN (:p, ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_set_operation_is_not_sorted_by_the_name_of_a_sealed_column)
{
    const std::string same =
        "select id, email from contact union all select id as n, email as mail from contact order by ";
    BOOST_TEST(outcome(same + "email") == "order");
    BOOST_TEST(outcome(same + "mail") == "order");
    BOOST_TEST(outcome(same + "id") == "ok");
    BOOST_TEST(outcome(same + "n") == "ok");
}

BOOST_AUTO_TEST_CASE(a_star_over_a_right_join_by_shared_columns_is_refused_on_mysql)
{
    BOOST_TEST(outcome("select * from audit right join contact using (id)", mysql) == "ambiguous");
    BOOST_TEST(outcome("select contact.email from audit right join contact using (id)", mysql) == "ok");
    BOOST_TEST(outcome("select * from audit left join contact using (id)", mysql) == "ok");
}

BOOST_AUTO_TEST_CASE(a_slice_is_refused_since_soci_takes_its_end_for_a_parameter)
{
    BOOST_TEST(outcome("select (string_to_array(note, ','))[1:2], email from contact", postgres) == "placeholder");
    BOOST_TEST(outcome("select (string_to_array(note, ','))[1], email from contact", postgres) == "ok");
}

BOOST_AUTO_TEST_SUITE_END()
