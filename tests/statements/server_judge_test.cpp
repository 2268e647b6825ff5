// Run beside a throw-away server (tests/orm/soci/with_postgresql, with_mariadb): it judges what the analysis made of
// the cases' statements.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/statements/case_texts.h"
#include "tests/statements/crm.h"
#include "tests/statements/judged_server.h"
#include "tests/statements/plan_judge.h"

namespace {

using namespace cellseal;

struct tally {
    std::size_t accepted = 0;
    std::size_t ran = 0;
};

void judge(const std::string& sql, test::plan_judge& by, live_keys live, tally& sum)
{
    const statement_plan plan = test::analysed(sql, test::server_to_judge(), live);
    if (plan.outcome == plan_outcome::refuse || !test::runs_in_a_transaction(sql)) return;
    if (plan.outcome == plan_outcome::ok) ++sum.accepted;
    bool ran = false;
    // A name may stand for a number or for a text.
    for (const char* plain : {"1", "alice"}) {
        const auto verdict = by.judge(sql, plan, test::likely_values(plan, plain));
        BOOST_TEST(!verdict.finding.has_value(),
                   sql << " => " << plan.rewritten << ": " << verdict.finding.value_or(""));
        ran = ran || verdict.ran;
    }
    if (ran && plan.outcome == plan_outcome::ok) ++sum.ran;
    if (!ran && plan.outcome == plan_outcome::ok) BOOST_TEST_MESSAGE("did not run: " << sql);
}

std::unique_ptr<test::plan_judge> judge_named(const std::string& name, live_keys live)
{
    return std::make_unique<test::plan_judge>(test::server_database_to_judge(name + "_clear"),
                                              test::server_database_to_judge(name + "_marked"), live);
}

void judge_all(const std::string& name, live_keys live)
{
    const auto by = judge_named(name, live);
    tally sum;
    for (const std::string& each : test::case_texts(test::server_to_judge())) judge(each, *by, live, sum);
    BOOST_TEST_MESSAGE(sum.ran << " of " << sum.accepted << " understood statements ran");
    BOOST_TEST(sum.ran > 250);
    BOOST_TEST(sum.ran * 10 > sum.accepted * 8);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_server_judges)

BOOST_AUTO_TEST_CASE(each_accepted_statement_does_what_its_plan_says) { judge_all("calm", {}); }

BOOST_AUTO_TEST_CASE(each_seed_of_the_fuzzer_is_understood_and_runs)
{
    const auto by = judge_named("seeds", {});
    for (const std::string& sql : test::fuzzer_seeds(test::server_to_judge())) {
        const statement_plan plan = test::analysed(sql, test::server_to_judge());
        BOOST_TEST((plan.outcome != plan_outcome::refuse), sql << ": " << (plan.why ? plan.why->message : ""));
        if (plan.outcome == plan_outcome::refuse) continue;
        const auto verdict = by->judge(sql, plan, test::likely_values(plan, "1"));
        BOOST_TEST(!verdict.finding.has_value(),
                   sql << " => " << plan.rewritten << ": " << verdict.finding.value_or(""));
        BOOST_TEST(verdict.ran, "did not run: " << sql);
    }
}

BOOST_AUTO_TEST_CASE(each_does_while_keys_change) { judge_all("busy", {.data_keys = 2, .index_keys = 2}); }

BOOST_AUTO_TEST_CASE(the_judge_finds_a_plan_that_is_wrong)
{
    const auto by = judge_named("wrong", {});
    const auto judged = [&](const char* sql, auto&& spoil) {
        statement_plan plan = test::analysed(sql, test::server_to_judge());
        spoil(plan);
        return by->judge(sql, plan, test::likely_values(plan, "1")).finding.has_value();
    };
    const auto keep = [](statement_plan&) {};
    const auto in_the_clear = [](statement_plan& plan) { plan.bound.front().form = bound_form::as_given; };
    BOOST_TEST(!judged("insert into contact(email,id) values(:e,20)", keep));
    BOOST_TEST(judged("insert into contact(email,id) values(:e,20)", in_the_clear));
    BOOST_TEST(!judged("select id from contact where phone = :p", keep));
    BOOST_TEST(judged("select id from contact where phone = :p", in_the_clear));
    BOOST_TEST(judged("select email from contact", [](statement_plan& p) { p.columns[0].subject = nullptr; }));
    BOOST_TEST(judged("update contact set email = :e", [](statement_plan& p) {
        p.rewritten = "update contact set email = :e";
        p.bound.pop_back();
    }));
}

BOOST_AUTO_TEST_SUITE_END()
