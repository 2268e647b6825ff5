#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "tests/statements/crm.h"

namespace {

using namespace cellseal;
using nlohmann::json;

using fact = std::tuple<std::size_t, std::string, std::string>;  // occurrence, role, attribute

std::vector<json> cases()
{
    std::ifstream file(CELLSEAL_SOURCE_DIR "/tests/statements/cases/cases.jsonl");
    std::vector<json> all;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) all.push_back(json::parse(line));
    }
    return all;
}

std::set<fact> expected_facts(const json& wanted)
{
    std::set<fact> facts;
    for (const json& each : wanted.at("bind")) facts.emplace(each.at("occ"), each.at("role"), each.at("col"));
    return facts;
}

std::set<fact> found_facts(const statement_plan& plan)
{
    std::set<fact> facts;
    for (const parameter_use& each : plan.parameters) {
        if (each.role == parameter_role::plain) continue;
        facts.emplace(each.occurrence, each.role == parameter_role::write ? "write" : "compare",
                      each.subject->full_name());
    }
    return facts;
}

std::map<std::size_t, std::string> expected_columns(const json& wanted)
{
    std::map<std::size_t, std::string> columns;
    for (const auto& [position, subject] : wanted.at("out").items()) columns[std::stoul(position)] = subject;
    return columns;
}

std::map<std::size_t, std::string> found_columns(const statement_plan& plan)
{
    std::map<std::size_t, std::string> columns;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        if (plan.columns[i].subject != nullptr && !plan.columns[i].hidden)
            columns[i] = plan.columns[i].subject->full_name();
    }
    return columns;
}

bool tolerated(const json& wanted, std::string_view outcome)
{
    const json& alt = wanted.at("alt");
    return std::find(alt.begin(), alt.end(), outcome) != alt.end();
}

/// Codes of the list that came after the cases were written stand for the older ones beside them.
bool code_fits(const json& wanted, const statement_plan& plan)
{
    const json& codes = wanted.at("codes");
    const auto listed = [&](std::string_view code) {
        return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    if (codes.empty() || listed(name_of(plan.why->code))) return true;
    const bool companion = plan.why->code == refusal_code::companion && (listed("expression") || listed("mixed"));
    return companion;
}

void judge(const json& wanted, dialect language, live_keys live, std::vector<std::string>& over_refused)
{
    const statement_plan plan = test::analysed(wanted.at("sql").get<std::string>(), language, live);
    const std::string label = wanted.at("id").get<std::string>() + " on " + std::string(name_of(language));
    const std::string expect = wanted.at("expect");
    BOOST_TEST_CONTEXT(label << ": " << wanted.at("sql") << (plan.why ? ": " + plan.why->message : ""))
    {
        if (plan.outcome == plan_outcome::refuse) {
            if (expect == "refuse") BOOST_TEST(code_fits(wanted, plan), "code " << name_of(plan.why->code));
            if (expect != "refuse") {
                over_refused.push_back(label + " (" + std::string(name_of(plan.why->code)) + ")");
                BOOST_TEST(tolerated(wanted, "refuse"));
            }
            return;
        }
        const bool pass = plan.outcome == plan_outcome::pass;
        const std::string_view outcome = pass ? "pass" : "ok";
        BOOST_TEST((expect == outcome || tolerated(wanted, outcome)), "outcome " << outcome);
        if (pass) BOOST_TEST(plan.rewritten == wanted.at("sql").get<std::string>());
        if (expect == "refuse") return;
        BOOST_TEST((found_facts(plan) == expected_facts(wanted)), "facts about parameters");
        BOOST_TEST((found_columns(plan) == expected_columns(wanted)), "facts about columns");
    }
}

void judge_all(live_keys live)
{
    std::vector<std::string> over_refused;
    std::size_t judged = 0;
    for (const json& each : cases()) {
        for (const json& language : each.at("dialects")) {
            judge(each, *dialect_named(language.get<std::string>()), live, over_refused);
            ++judged;
        }
    }
    BOOST_TEST(judged > 114U);
    for (const std::string& each : over_refused)
        BOOST_TEST_MESSAGE("refused although it could be understood: " << each);
    BOOST_TEST_MESSAGE(over_refused.size() << " of " << judged << " refused although they could be understood");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cases_of_the_policy)

BOOST_AUTO_TEST_CASE(every_case_comes_out_as_written_or_as_tolerated) { judge_all({}); }

BOOST_AUTO_TEST_CASE(every_case_comes_out_the_same_while_keys_change)
{
    judge_all({.data_keys = 2, .index_keys = 1});
    judge_all({.data_keys = 2, .index_keys = 2});
}

BOOST_AUTO_TEST_SUITE_END()
