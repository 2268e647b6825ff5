// Makes up statements, keeps those that SQLite prepares, and lets SQLite judge what the analysis made of them.
//
//   sqlite_differential [seconds | statements n] [seed]

#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/fuzz/statement_mutator.h"
#include "tests/statements/crm.h"
#include "tests/statements/marked_sqlite.h"

namespace {

using namespace cellseal;

std::vector<std::string> seeds()
{
    std::vector<std::string> all;
    std::ifstream own(CELLSEAL_SOURCE_DIR "/tests/fuzz/sqlite_seeds.sql");
    for (std::string line; std::getline(own, line);) all.push_back(line);
    std::ifstream cases(CELLSEAL_SOURCE_DIR "/tests/statements/cases/cases.jsonl");
    for (std::string line; std::getline(cases, line);) {
        const auto each = nlohmann::json::parse(line);
        for (const auto& language : each.at("dialects")) {
            if (language == "sqlite") all.push_back(each.at("sql"));
        }
    }
    return all;
}

/// Values that are in the rows, so that comparisons hit.
std::optional<std::string> value_of(std::string_view name)
{
    static const std::map<std::string_view, std::string> known{{"i", "1"}, {"id", "2"}, {"n", "alice"}, {"p", "100"}};
    const auto found = known.find(name);
    return found != known.end() ? found->second : "alice";
}

bool runs_in_a_transaction(const std::string& sql)
{
    const std::size_t begin = sql.find_first_not_of(" (\n");
    if (begin == std::string::npos) return false;
    std::string verb;
    for (std::size_t i = begin; i < sql.size() && std::isalpha(static_cast<unsigned char>(sql[i])) != 0; ++i) {
        verb += static_cast<char>(std::tolower(static_cast<unsigned char>(sql[i])));
    }
    return verb == "select" || verb == "insert" || verb == "update" || verb == "delete" || verb == "with" ||
           verb == "replace" || verb == "values";
}

struct tally {
    std::size_t made = 0, refused = 0, passed = 0, understood = 0, ran = 0, found = 0;
};

void try_one(const std::string& sql, test::marked_sqlite& judge, live_keys live, tally& sum)
{
    ++sum.made;
    const statement_plan plan = test::analysed(sql, dialect::sqlite, live);
    if (plan.outcome == plan_outcome::refuse) {
        ++sum.refused;
        return;
    }
    ++(plan.outcome == plan_outcome::pass ? sum.passed : sum.understood);
    if (!runs_in_a_transaction(sql)) return;
    const auto verdict = judge.judge(sql, plan, value_of);
    if (verdict.ran) ++sum.ran;
    if (!verdict.finding) return;
    if (++sum.found <= 20)
        std::cout << "FOUND: " << *verdict.finding << "\n   in: " << sql << "\n   as: " << plan.rewritten << "\n";
}

}  // namespace

int main(int count, char** arguments)
{
    const double seconds = count > 1 ? std::stod(arguments[1]) : 10;
    const std::uint64_t seed = count > 2 ? std::stoull(arguments[2]) : 1;
    const bool by_number = count > 3;
    const std::size_t most = by_number ? std::stoull(arguments[3]) : static_cast<std::size_t>(-1);
    const std::vector<std::string> known = seeds();
    test::statement_mutator mutator(known, seed);
    const live_keys changing{.data_keys = 2, .index_keys = 2};
    test::marked_sqlite calm;
    test::marked_sqlite busy(changing);
    tally sum;
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    for (const std::string& each : known) {
        try_one(each, calm, {}, sum);
        try_one(each, busy, changing, sum);
    }
    while (sum.made < most && std::chrono::steady_clock::now() < end) {
        const std::string sql = mutator.next();
        try_one(sql, calm, {}, sum);
        if (sum.made % 4 == 0) try_one(sql, busy, changing, sum);
    }
    std::cout << sum.made << " statements: " << sum.refused << " refused, " << sum.passed << " passed, "
              << sum.understood << " understood, " << sum.ran << " ran on SQLite, " << sum.found << " findings\n";
    if (sum.ran < known.size() / 2) std::cout << "too few ran: this proves nothing\n";
    return sum.found == 0 && sum.ran >= known.size() / 2 ? 0 : 1;
}
