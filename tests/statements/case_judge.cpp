#include "tests/statements/case_judge.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <tuple>

namespace cellseal::test {
namespace {

using nlohmann::json;

using fact = std::tuple<std::size_t, std::string, std::string>;  // occurrence, role, attribute

std::vector<json> cases_of(const std::string& name)
{
    std::ifstream file(CELLSEAL_SOURCE_DIR "/tests/statements/" + name);
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

void judge_refusal(const json& wanted, const statement_plan& plan, const std::string& label, code_check codes,
                   case_tally& into)
{
    const std::string code(name_of(plan.why->code));
    if (wanted.at("expect") != "refuse") {
        into.over_refused.push_back(label + " (" + code + ")");
        BOOST_TEST(tolerated(wanted, "refuse"));
    } else if (!code_fits(wanted, plan)) {
        into.other_code.push_back(label + " (" + code + ")");
        BOOST_TEST((codes == code_check::counted), "code " << code);
    }
}

void judge_facts(const json& wanted, const statement_plan& plan, code_check codes)
{
    const bool pass = plan.outcome == plan_outcome::pass;
    const std::string_view outcome = pass ? "pass" : "ok";
    BOOST_TEST((wanted.at("expect") == outcome || tolerated(wanted, outcome)), "outcome " << outcome);
    // Cases of the policy that tolerate more than a refusal name no facts.
    if (wanted.at("expect") == "refuse" && codes == code_check::required) return;
    if (pass) BOOST_TEST(plan.rewritten == wanted.at("sql").get<std::string>());
    BOOST_TEST((found_facts(plan) == expected_facts(wanted)), "facts about parameters");
    BOOST_TEST((found_columns(plan) == expected_columns(wanted)), "facts about columns");
}

void judge(const json& wanted, dialect language, const attribute_registry& registry, live_keys live, code_check codes,
           case_tally& into)
{
    const statement_plan plan = analysed(wanted.at("sql").get<std::string>(), registry, language, live);
    const std::string label = wanted.at("id").get<std::string>() + " on " + std::string(name_of(language));
    BOOST_TEST_CONTEXT(label << ": " << wanted.at("sql") << (plan.why ? ": " + plan.why->message : ""))
    {
        if (plan.outcome == plan_outcome::refuse)
            judge_refusal(wanted, plan, label, codes, into);
        else
            judge_facts(wanted, plan, codes);
    }
}

}  // namespace

void judge_file(const std::string& file, const attribute_registry& registry, live_keys live, code_check codes,
                case_tally& into)
{
    for (const json& each : cases_of(file)) {
        for (const json& language : each.at("dialects")) {
            judge(each, *dialect_named(language.get<std::string>()), registry, live, codes, into);
            ++into.judged;
        }
    }
}

void report(const case_tally& tally)
{
    for (const std::string& each : tally.over_refused)
        BOOST_TEST_MESSAGE("refused although it could be understood: " << each);
    for (const std::string& each : tally.other_code)
        BOOST_TEST_MESSAGE("refused for another reason than listed: " << each);
    BOOST_TEST_MESSAGE(tally.over_refused.size()
                       << " of " << tally.judged << " refused although they could be understood");
}

}  // namespace cellseal::test
