// Makes up statements, keeps those that an engine runs, and lets it judge what the analysis made of them.
//
//   sqlite_differential [seconds [seed [statements]]]
//   tests/orm/soci/with_postgresql server_differential [seconds [seed [statements]]]

#include <chrono>
#include <iostream>
#include <memory>
#include <string>

#include "tests/fuzz/statement_mutator.h"
#include "tests/statements/case_texts.h"
#include "tests/statements/crm.h"
#include "tests/statements/plan_judge.h"
#ifdef CELLSEAL_JUDGED_SERVER
#include "tests/statements/judged_server.h"
#endif

namespace {

using namespace cellseal;

#ifdef CELLSEAL_JUDGED_SERVER
dialect judged() { return test::server_to_judge(); }
std::unique_ptr<test::plan_judge> judge_for(const std::string& name, live_keys live)
{
    return std::make_unique<test::plan_judge>(test::server_database_to_judge(name + "_clear"),
                                              test::server_database_to_judge(name + "_marked"), live);
}
#else
dialect judged() { return dialect::sqlite; }
std::unique_ptr<test::plan_judge> judge_for(const std::string&, live_keys live) { return test::sqlite_judge(live); }
#endif

std::vector<std::string> seeds()
{
    std::vector<std::string> all = test::case_texts(judged());
    // What is refused as it is seldom becomes understood by a change.
    std::erase_if(all, [](const std::string& each) {
        return each.size() > 600 || !test::runs_in_a_transaction(each) ||
               test::analysed(each, judged()).outcome == plan_outcome::refuse;
    });
    // The ones written for this are richer: each counts several times.
    for (const std::string& each : test::fuzzer_seeds(judged())) all.insert(all.end(), 8, each);
    return all;
}

struct tally {
    std::size_t made = 0, refused = 0, passed = 0, understood = 0, ran = 0, found = 0;
};

/// Whether the statement was understood and did what its plan says.
bool try_one(const std::string& sql, test::plan_judge& judge, live_keys live, tally& sum)
{
    ++sum.made;
    const statement_plan plan = test::analysed(sql, judged(), live);
    if (plan.outcome == plan_outcome::refuse) {
        ++sum.refused;
        return false;
    }
    ++(plan.outcome == plan_outcome::pass ? sum.passed : sum.understood);
    if (!test::runs_in_a_transaction(sql)) return false;
    const auto verdict = judge.judge(sql, plan, test::likely_values(plan, sum.made % 2 == 0 ? "alice" : "1"));
    if (verdict.ran) ++sum.ran;
    if (!verdict.finding) return verdict.ran && plan.outcome == plan_outcome::ok;
    if (++sum.found <= 40)
        std::cout << "FOUND: " << *verdict.finding << "\n   in: " << sql << "\n   as: " << plan.rewritten << std::endl;
    return false;
}

}  // namespace

int main(int count, char** arguments)
{
    const double seconds = count > 1 ? std::stod(arguments[1]) : 10;
    const std::uint64_t seed = count > 2 ? std::stoull(arguments[2]) : 1;
    const std::size_t most = count > 3 ? std::stoull(arguments[3]) : static_cast<std::size_t>(-1);
    const std::vector<std::string> known = seeds();
    test::statement_mutator mutator(known, seed);
    const live_keys changing{.data_keys = 2, .index_keys = 2};
    const auto calm = judge_for("calm", {});
    const auto busy = judge_for("busy", changing);
    tally sum;
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    while (sum.made < most && std::chrono::steady_clock::now() < end) {
        const std::string sql = mutator.next();
        if (try_one(sql, *calm, {}, sum)) mutator.learn(sql);
        if (sum.made % 4 == 0) static_cast<void>(try_one(sql, *busy, changing, sum));
    }
    std::cout << name_of(judged()) << ": " << sum.made << " statements: " << sum.refused << " refused, " << sum.passed
              << " passed, " << sum.understood << " understood, " << sum.ran << " ran, " << sum.found << " findings\n";
    const bool proves_something = sum.ran >= sum.made / 100 && sum.ran > 50;
    if (!proves_something) std::cout << "too few ran: this proves nothing\n";
    return sum.found == 0 && proves_something ? 0 : 1;
}
