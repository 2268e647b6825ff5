#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

#include "tests/statements/crm.h"

namespace {

using namespace cellseal;
using enum dialect;
using test::rewritten;

/// "name<occurrence:form slot" of each bound parameter, in order.
std::string bound(const statement_plan& plan)
{
    std::string text;
    for (const bound_parameter& each : plan.bound) {
        const char* form = each.form == bound_form::as_given ? "given"
                           : each.form == bound_form::sealed ? "sealed"
                                                             : "token";
        text += (text.empty() ? "" : " ") + each.name + "<" + std::to_string(each.source) + ":" + form +
                std::to_string(each.key_slot);
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rewriting_of_statements)

BOOST_AUTO_TEST_CASE(a_write_brings_its_token_along)
{
    BOOST_TEST(rewritten("insert into contact(id,email) values(:id,:e)") ==
               "insert into contact(id,email, email_bi) values(:id,:e, :cs1_e)");
    BOOST_TEST(rewritten("update contact set email = :e where id = :i") ==
               "update contact set email = :e, email_bi = :cs1_e where id = :i");
    BOOST_TEST(rewritten("update contact set email = null") == "update contact set email = null, email_bi = NULL");
    BOOST_TEST(rewritten("update contact set (note, email) = (:n, :e)") ==
               "update contact set (note, email) = (:n, :e), email_bi = :cs1_e");
    BOOST_TEST(bound(test::analysed("insert into contact(id,email) values(:id,:e)")) ==
               "id<0:given0 e<1:sealed0 cs1_e<1:token0");
}

BOOST_AUTO_TEST_CASE(each_row_of_values_gets_its_own_token)
{
    BOOST_TEST(rewritten("insert into contact(email,id) values(:a,1),(null,2),(:b,3)") ==
               "insert into contact(email,id, email_bi) values(:a,1, :cs1_a),(null,2, NULL),(:b,3, :cs2_b)");
    BOOST_TEST(rewritten("insert into contact(id,email) values(:i,default)", postgres) ==
               "insert into contact(id,email, email_bi) values(:i,default, DEFAULT)");
}

BOOST_AUTO_TEST_CASE(an_upsert_updates_value_and_token_together)
{
    BOOST_TEST(
        rewritten("insert into contact(id,email) values(:i,:e) on conflict(id) do update set email = excluded.email") ==
        "insert into contact(id,email, email_bi) values(:i,:e, :cs1_e) on conflict(id) do update set email = "
        "excluded.email, email_bi = excluded.email_bi");
    BOOST_TEST(
        rewritten("insert into contact(id,email) values(:i,:e) on duplicate key update email = values(email)", mysql) ==
        "insert into contact(id,email, email_bi) values(:i,:e, :cs1_e) on duplicate key update email = "
        "values(email), email_bi = values(email_bi)");
    BOOST_TEST(rewritten("insert into contact set id = :i, email = :e", mysql) ==
               "insert into contact set id = :i, email = :e, email_bi = :cs1_e");
}

BOOST_AUTO_TEST_CASE(a_unique_constraint_works_through_the_token)
{
    BOOST_TEST(rewritten("insert into contact(id,email) values(:i,:e) on conflict(email) do nothing") ==
               "insert into contact(id,email, email_bi) values(:i,:e, :cs1_e) on conflict(email_bi) do nothing");
}

BOOST_AUTO_TEST_CASE(a_search_goes_by_the_token)
{
    BOOST_TEST(rewritten("delete from contact where email = :e") == "delete from contact where email_bi = :e");
    BOOST_TEST(rewritten("delete from contact where :e <> contact.email") ==
               "delete from contact where :e <> contact.email_bi");
    BOOST_TEST(rewritten("delete from contact where email not in (:a, :b)") ==
               "delete from contact where email_bi not in (:a, :b)");
    BOOST_TEST(rewritten("delete from contact where phone = :p") == "delete from contact where phone = :p");
    BOOST_TEST(bound(test::analysed("delete from contact where phone = :p")) == "p<0:sealed0");
    BOOST_TEST(bound(test::analysed("delete from contact where email = :p")) == "p<0:token0");
}

BOOST_AUTO_TEST_CASE(a_search_finds_what_is_stored_under_every_live_key)
{
    const live_keys two{2, 2};
    BOOST_TEST(rewritten("delete from contact where email = :e", sqlite, two) ==
               "delete from contact where email_bi IN (:e, :cs1_e)");
    BOOST_TEST(rewritten("delete from contact where (:e) <> contact.email", sqlite, two) ==
               "delete from contact where contact.email_bi NOT IN ((:e), (:cs1_e))");
    BOOST_TEST(rewritten("delete from contact where phone in (:a, :b) and id = :i", sqlite, two) ==
               "delete from contact where phone IN (:a, :cs1_a, :b, :cs2_b) and id = :i");
    BOOST_TEST(rewritten("delete from contact where email = :e::text", postgres, two) ==
               "delete from contact where email_bi IN (:e::text, :cs1_e::text)");
    BOOST_TEST(bound(test::analysed("delete from contact where phone = :p", sqlite, two)) ==
               "p<0:sealed0 cs1_p<0:sealed1");
    BOOST_TEST(bound(test::analysed("update contact set phone = :p", sqlite, two)) == "p<0:sealed0");
}

BOOST_AUTO_TEST_CASE(columns_of_one_domain_are_joined_by_their_tokens)
{
    BOOST_TEST(rewritten("select c.id from contact c join prospect p on c.email = p.email") ==
               "select c.id from contact c join prospect p on c.email_bi = p.email_bi");
}

BOOST_AUTO_TEST_CASE(a_name_used_twice_becomes_two_parameters)
{
    const statement_plan plan = test::analysed("insert into contact(id,email,phone) values(:i,:e,:p),(:i,:f,:q)");
    BOOST_TEST(plan.rewritten ==
               "insert into contact(id,email,phone, email_bi) values(:i,:e,:p, :cs1_e),(:cs3_i,:f,:q, :cs2_f)");
    BOOST_TEST(plan.positions.size() == 5U);  // SQLite counts names, and :i is one.
    BOOST_TEST((plan.positions[0] == std::vector<std::size_t>{0, 3}));
    BOOST_TEST(test::analysed("insert into contact(id,phone) values(:i,:p),(:i,:q)", postgres).positions.size() == 4U);
}

BOOST_AUTO_TEST_CASE(generated_names_begin_with_no_user_name_and_no_user_name_with_them)
{
    for (const char* sql :
         {"update contact set email = :c where id = :cs", "update contact set email = :e where id = :cs1_e",
          "update contact set email = :_ where id = :cs"}) {
        const statement_plan plan = test::analysed(sql);
        BOOST_TEST_CONTEXT(sql)
        BOOST_REQUIRE(plan.bound.size() == 3U);
        const std::string& generated = plan.bound[1].name;
        for (const parameter_use& user : plan.parameters) {
            BOOST_TEST((generated.rfind(user.name, 0) != 0 && user.name.rfind(generated, 0) != 0), plan.rewritten);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_hit_is_checked_against_the_opened_value)
{
    const statement_plan shown = test::analysed("select id, email from contact where email = :e");
    BOOST_TEST(shown.rewritten == "select id, email from contact where email_bi = :e");
    BOOST_REQUIRE(shown.hit_checks.size() == 1U);
    BOOST_TEST(shown.hit_checks[0].column == 1U);
    const statement_plan hidden =
        test::analysed("select c.id x from contact c, orders o where c.email in (:e, :f) and o.id = c.id");
    BOOST_TEST(hidden.rewritten ==
               "select c.id x, c.email from contact c, orders o where c.email_bi in (:e, :f) and o.id = c.id");
    BOOST_REQUIRE(hidden.columns.size() == 2U);
    BOOST_TEST((hidden.columns[1].hidden && hidden.columns[1].subject != nullptr));
    BOOST_TEST((hidden.hit_checks[0].occurrences == std::vector<std::size_t>{0, 1}));
}

BOOST_AUTO_TEST_CASE(no_hidden_column_is_added_where_it_would_change_the_rows)
{
    for (const char* sql :
         {"select distinct id from contact where email = :e", "select count(*) from contact where email = :e",
          "select my_aggregate(id) from contact where email = :e",
          "select note from contact where email = :e group by note",
          "select id from contact where email = :e union all select 1",
          "select id from contact where email = :e or id = 1",
          "select id from contact c where not exists (select 1 from orders where c.email = :e)",
          "select (select id from contact where email = :e)", "select 1 from (select id from contact where email = :e)",
          "select o.id from orders o left join contact c on c.email = :e",
          "select id from contact where not (email = :e)"}) {
        const statement_plan plan = test::analysed(sql);
        BOOST_TEST_CONTEXT(sql)
        {
            BOOST_TEST(test::outcome_of(plan) == "ok");
            BOOST_TEST(plan.hit_checks.empty());
            for (const column_use& each : plan.columns) BOOST_TEST(!each.hidden);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_bound_to_its_row_finds_the_key_in_the_statement)
{
    const auto& strict = *test::strict_crm();
    const statement_plan insert = test::analysed("insert into vault(token,id) values(:t,:i),(:u,:j)", strict);
    BOOST_TEST((insert.parameters[0].row_key == std::vector<std::size_t>{1}));
    BOOST_TEST((insert.parameters[2].row_key == std::vector<std::size_t>{3}));
    const statement_plan update = test::analysed("update vault set token = :t where label = :l and (:i = id)", strict);
    BOOST_TEST((update.parameters[0].row_key == std::vector<std::size_t>{2}));
    const statement_plan shown = test::analysed("select token, id from vault", strict);
    BOOST_TEST((shown.columns[0].row_key == std::vector<std::size_t>{1}));
    const statement_plan hidden = test::analysed("select v.token from vault v where label = :l", strict);
    BOOST_TEST(hidden.rewritten == "select v.token, v.id from vault v where label = :l");
    BOOST_TEST((hidden.columns[0].row_key == std::vector<std::size_t>{1}));
    BOOST_TEST((hidden.columns[1].hidden && hidden.columns[1].subject == nullptr));
    const statement_plan upsert = test::analysed(
        "insert into vault(id,token) values(:i,:t) on conflict(id) do update set token = excluded.token, label = :l",
        strict);
    BOOST_TEST(test::outcome_of(upsert) == "ok");
    BOOST_TEST(test::analysed("delete from vault returning token", strict).rewritten ==
               "delete from vault returning token, vault.id");
}

BOOST_AUTO_TEST_CASE(using_and_natural_shift_the_star_as_each_engine_does)
{
    const auto first = [](dialect language) {
        const statement_plan plan = test::analysed("select * from audit a join contact c using (id)", language);
        std::string found;
        for (std::size_t i = 0; i < plan.columns.size(); ++i) {
            if (plan.columns[i].subject != nullptr) found += std::to_string(i) + plan.columns[i].subject->name + " ";
        }
        return found;
    };
    BOOST_TEST(first(sqlite) == "3email 5phone 6ssn ");    // id msg at | email …
    BOOST_TEST(first(postgres) == "3email 5phone 6ssn ");  // id | msg at | email …
    const statement_plan other =
        test::analysed("select * from contact c join orders o using (owner_id, total)", postgres);
    BOOST_TEST(test::outcome_of(other) == "ok");
}

BOOST_AUTO_TEST_CASE(text_that_touches_nothing_protected_comes_back_byte_for_byte)
{
    for (const char* sql : {"select total as contact from orders where status = :s",
                            "select 'contact' || ? from orders", "select 1 /* contact */ from whatever ()",
                            "with contact as (select 1 as email) select email from contact where email like 'x'", "",
                            ";", "select 'unterminated"}) {
        const statement_plan plan = test::analysed(sql);
        BOOST_TEST_CONTEXT(sql)
        {
            BOOST_TEST(test::outcome_of(plan) ==
                       (std::string_view(sql).find("?") != std::string_view::npos ? "placeholder" : "pass"));
            BOOST_TEST(plan.rewritten == sql);
        }
    }
}

BOOST_AUTO_TEST_CASE(names_mean_what_the_engine_takes_them_for)
{
    const auto outcome = [](std::string_view sql, dialect language) {
        return test::outcome_of(test::analysed(sql, language));
    };
    BOOST_TEST(outcome("select email from \"Contact\"", postgres) == "pass");  // Another table.
    BOOST_TEST(outcome("select email from CONTACT where Email = :e", postgres) == "ok");
    BOOST_TEST(outcome("select email from \"CONTACT\"", sqlite) == "ok");
    BOOST_TEST(outcome("select email from [contact]", sqlite) == "ok");
    BOOST_TEST(outcome("select email from 'contact'", sqlite) == "ok");
    BOOST_TEST(outcome("select email from aux.contact", sqlite) == "pass");
    BOOST_TEST(outcome("select email from temp.contact", sqlite) == "ambiguous");
    BOOST_TEST(outcome("select email from `CONTACT`", mysql) == "ok");
    BOOST_TEST(outcome("select \"email\" from contact", mysql) == "ok");
    BOOST_TEST(test::analysed("select \"email\" from contact", mysql).columns[0].subject == nullptr);  // A string.
    BOOST_TEST(outcome("select email from \"CONTACT\"", firebird) == "ok");
}

BOOST_AUTO_TEST_CASE(a_registered_name_in_mixed_case_is_met_half_way)
{
    attribute_registry::builder builder;
    attribute mail;
    mail.name = "mail";
    mail.column = "Mail";
    builder.add(registration{.entity = "person",
                             .schema = "",
                             .table = "Person",
                             .columns = {"Id", "Mail"},
                             .key_columns = {"Id"},
                             .attributes = {mail},
                             .declared_at = "here"});
    const auto registry = builder.build();
    // PostgreSQL made `create table Person(Mail text)` into person.mail; who writes "Person" means the other spelling.
    for (const char* sql :
         {"insert into Person(Id, Mail) values(:i, :m)", "insert into person(id, mail) values(:i, :m)",
          "insert into \"Person\"(\"Id\", \"Mail\") values(:i, :m)",
          "insert into \"person\"(\"id\", \"mail\") values(:i, :m)"}) {
        const statement_plan plan = analyse(sql, postgres, *registry);
        BOOST_TEST_CONTEXT(sql)
        {
            BOOST_REQUIRE(test::outcome_of(plan) == "ok");
            BOOST_TEST((plan.parameters[1].role == parameter_role::write));
        }
    }
}

BOOST_AUTO_TEST_CASE(tokens_that_touch_are_kept_apart)
{
    BOOST_TEST(rewritten("select\"id\"from\"contact\"where\"email\"=:e") ==
               "select\"id\", \"email\" from\"contact\"where email_bi=:e");
}

BOOST_AUTO_TEST_SUITE_END()
