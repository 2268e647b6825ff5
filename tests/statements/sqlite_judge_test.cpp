#include <boost/test/unit_test.hpp>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/statements/case_texts.h"
#include "tests/statements/crm.h"
#include "tests/statements/plan_judge.h"

namespace {

using namespace cellseal;

std::optional<std::string> value_of(std::string_view name)
{
    if (name == "i" || name == "id") return "1";
    if (name == "p" || name == "p1") return "100";
    if (name == "none") return std::nullopt;
    if (name == "b") return "1815";
    if (name.rfind("new", 0) == 0) return std::string(name);
    return "alice";
}

std::vector<std::string> lines(const std::string& file)
{
    std::ifstream in(CELLSEAL_SOURCE_DIR "/tests/" + file);
    std::vector<std::string> all;
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_judges)

BOOST_AUTO_TEST_CASE(each_known_statement_is_understood_and_sqlite_agrees)
{
    for (const live_keys live : {live_keys{1, 1}, live_keys{2, 2}}) {
        const auto judge = test::sqlite_judge(live);
        std::size_t ran = 0;
        for (const std::string& sql : test::fuzzer_seeds(dialect::sqlite)) {
            const statement_plan plan = test::analysed(sql, dialect::sqlite, live);
            BOOST_TEST_CONTEXT(sql << " => " << plan.rewritten)
            {
                if (live.data_keys == 1)
                    BOOST_TEST((plan.outcome != plan_outcome::refuse), (plan.why ? plan.why->message : ""));
                if (plan.outcome == plan_outcome::refuse) continue;
                const auto verdict = judge->judge(sql, plan, value_of);
                BOOST_TEST(!verdict.finding.has_value(), verdict.finding.value_or(""));
                if (verdict.ran) ++ran;
                if (live.data_keys == 1) BOOST_TEST(verdict.ran);
            }
        }
        BOOST_TEST(ran >= 30U);
    }
}

BOOST_AUTO_TEST_CASE(each_case_that_is_let_through_does_what_the_plan_says)
{
    const auto judge = test::sqlite_judge();
    std::size_t ran = 0;
    for (const std::string& line : lines("statements/cases/cases.jsonl")) {
        const auto wanted = nlohmann::json::parse(line);
        const std::string sql = wanted.at("sql");
        const statement_plan plan = test::analysed(sql);
        if (plan.outcome == plan_outcome::refuse) continue;
        const auto verdict = judge->judge(sql, plan, value_of);
        BOOST_TEST(!verdict.finding.has_value(), sql << ": " << verdict.finding.value_or(""));
        if (verdict.ran) ++ran;
    }
    BOOST_TEST(ran >= 35U);
}

BOOST_AUTO_TEST_CASE(null_parameters_are_null_in_value_and_token)
{
    const auto judge = test::sqlite_judge();
    for (const char* sql :
         {"insert into contact(id,email) values(20,:none)", "update contact set email = :none where id = :i"}) {
        const auto verdict = judge->judge(sql, test::analysed(sql), value_of);
        BOOST_TEST((verdict.ran && !verdict.finding));
    }
}

BOOST_AUTO_TEST_CASE(the_judge_finds_a_plan_that_is_wrong)
{
    const auto judge = test::sqlite_judge();
    const auto judged = [&](const char* sql, auto&& spoil) {
        statement_plan plan = test::analysed(sql);
        spoil(plan);
        return judge->judge(sql, plan, value_of).finding.has_value();
    };
    const auto keep = [](statement_plan&) {};
    BOOST_TEST(!judged("insert into contact(id,email) values(20,:e)", keep));
    BOOST_TEST(judged("insert into contact(id,email) values(20,:e)",
                      [](statement_plan& p) { p.bound[0].form = bound_form::as_given; }));
    BOOST_TEST(judged("insert into contact(id,note) values(20,:e)", [](statement_plan& p) {
        p.bound[0].form = bound_form::sealed;
        p.parameters[0].subject = test::crm()->find("contact.email");
    }));
    BOOST_TEST(judged("select id from contact where email = :e",
                      [](statement_plan& p) { p.bound[0].form = bound_form::as_given; }));
    BOOST_TEST(judged("select email from contact", [](statement_plan& p) { p.columns[0].subject = nullptr; }));
    BOOST_TEST(judged("select email from contact",
                      [](statement_plan& p) { p.columns[0].subject = test::crm()->find("contact.ssn"); }));
    BOOST_TEST(
        judged("select note from contact", [](statement_plan& p) { p.rewritten = "select email from contact"; }));
    BOOST_TEST(judged("update contact set email = :e", [](statement_plan& p) {
        p.rewritten = "update contact set email = :e";
        p.bound.pop_back();
    }));
}

BOOST_AUTO_TEST_SUITE_END()
