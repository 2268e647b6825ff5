// The benchmark: what protection costs beside plain SOCI and beside what one writes by hand, in one alternating run.
//   bench [rows] [--benchmark_filter=insert] …     (10,000 rows where none are given; JSON in bench.json)

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "tests/bench/contender.h"
#include "tests/bench/one_value.h"
#include "tests/bench/ratio_table.h"

namespace {

using namespace bench;
using work = std::function<void(contender&, const std::vector<contact>&)>;

struct workload {
    const char* name;
    bool starts_empty;
    work run;
};

const std::vector<workload>& workloads()
{
    static const std::vector<workload> all = {
        {"insert, prepared", true, [](auto& c, auto& data) { c.insert(data); }},
        {"insert, bulk", true, [](auto& c, auto& data) { c.insert_bulk(data); }},
        {"insert, one-time", true, [](auto& c, auto& data) { c.insert_one_time(data); }},
        {"read", false, [](auto& c, auto&) { benchmark::DoNotOptimize(c.read_all()); }},
        {"look-up, prepared", false, [](auto& c, auto& data) { benchmark::DoNotOptimize(c.look_up(data)); }},
        {"look-up, one-time", false, [](auto& c, auto& data) { benchmark::DoNotOptimize(c.look_up_one_time(data)); }},
        {"unprotected, prepared", true, [](auto& c, auto& data) { c.insert_unprotected(data); }},
        {"unprotected, one-time", true, [](auto& c, auto& data) { c.insert_unprotected_one_time(data); }},
    };
    return all;
}

void measure(benchmark::State& state, contender& who, const workload& what, const std::vector<contact>& data)
{
    for (auto _ : state) {
        who.reset();
        if (!what.starts_empty) who.insert(data);
        const auto start = std::chrono::steady_clock::now();
        what.run(who, data);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        state.SetIterationTime(took.count());
    }
    state.counters["items"] = static_cast<double>(data.size());
}

}  // namespace

int main(int argc, char** argv)
{
    const std::size_t rows = argc > 1 && argv[1][0] != '-' ? std::strtoull(argv[1], nullptr, 10) : 10'000;
    std::vector<char*> arguments(argv, argv + argc);
    std::string defaults[] = {"--benchmark_enable_random_interleaving=true", "--benchmark_repetitions=9",
                              "--benchmark_out=bench.json", "--benchmark_out_format=json"};
    for (auto& each : defaults) arguments.insert(arguments.begin() + 1, each.data());
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());

    const auto folder = std::filesystem::temp_directory_path() / "cellseal-bench";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto file = [&](const char* name) { return (folder / name).string(); };

    // The first name of a workload, in the order of the alphabet, is its baseline.
    std::map<std::string, std::unique_ptr<contender>> contenders;
    contenders["1 plain SOCI"] = make_plain_soci(file("plain.db"), plain_values::as_they_are);
    contenders["2 plain, stored length"] = make_plain_soci(file("long.db"), plain_values::of_stored_length);
    contenders["3 by hand"] = make_by_hand(file("hand.db"));
    contenders["4 cellseal"] = make_cellseal(file("cellseal.db"));

    const auto data = make_contacts(rows);
    for (const workload& what : workloads())
        for (auto& [name, who] : contenders)
            benchmark::RegisterBenchmark((std::string(what.name) + "/" + name).c_str(),
                                         [&, contender = who.get()](benchmark::State& state) {
                                             measure(state, *contender, what, data);
                                         })
                ->Iterations(1)
                ->UseManualTime();

    register_one_value();
    ratio_table table;
    benchmark::RunSpecifiedBenchmarks(&table);
    std::filesystem::remove_all(folder);
    return 0;
}
