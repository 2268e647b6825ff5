// The benchmark: what protection costs beside plain SOCI and beside what one writes by hand, in one alternating run.
//   bench [rows] [--in-memory] [--picture=FILE] [--benchmark_filter=insert] …
// 10,000 rows where none are given; JSON in bench.json. tests/bench/run measures on every database.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include "tests/bench/allocation_count.h"
#include "tests/bench/contender.h"
#include "tests/bench/one_value.h"
#include "tests/bench/ratio_table.h"
#include "tests/bench/start_up.h"
#include "tests/bench/statement_analysis.h"

namespace {

using namespace bench;
using work = std::function<void(contender&, const std::vector<contact>&)>;

struct workload {
    const char* name;
    bool starts_empty;
    work run;
    bool in_files_only = false;  ///< Other sessions have to see the database.
};

const std::vector<workload>& workloads()
{
    static const std::vector<workload> all = {
        {"insert, prepared", true, [](auto& c, auto& data) { c.insert(data); }},
        {"insert, bulk", true, [](auto& c, auto& data) { c.insert_bulk(data); }},
        {"insert, one-time", true, [](auto& c, auto& data) { c.insert_one_time(data); }},
        {"read", false, [](auto& c, auto&) { benchmark::DoNotOptimize(c.read_all()); }},
        {"read, rowset of entities", false, [](auto& c, auto&) { benchmark::DoNotOptimize(c.read_rowset()); }},
        {"look-up, prepared", false, [](auto& c, auto& data) { benchmark::DoNotOptimize(c.look_up(data)); }},
        {"look-up, one-time", false, [](auto& c, auto& data) { benchmark::DoNotOptimize(c.look_up_one_time(data)); }},
        {"unprotected, prepared", true, [](auto& c, auto& data) { c.insert_unprotected(data); }},
        {"unprotected, one-time", true, [](auto& c, auto& data) { c.insert_unprotected_one_time(data); }},
        {"mixed, four threads", false, [](auto& c, auto& data) { c.work_in_threads(data); }, true},
        {"round trip", true, [](auto& c, auto& data) { c.round_trips(data.size()); }},
    };
    return all;
}

void measure(benchmark::State& state, contender& who, const workload& what, const std::vector<contact>& data)
{
    for (auto _ : state) {
        who.reset();
        if (!what.starts_empty) who.insert(data);
        const std::uint64_t before = allocations();
        const auto start = std::chrono::steady_clock::now();
        what.run(who, data);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        state.SetIterationTime(took.count());
        state.counters["allocations"] = static_cast<double>(allocations() - before);
    }
    state.counters["items"] = static_cast<double>(data.size());
}

struct options {
    std::size_t rows = 10'000;
    bool in_memory = false;
    std::string picture;
    std::vector<std::string> for_google;
};

options read(int argc, char** argv)
{
    options read;
    read.for_google = {argv[0], "--benchmark_enable_random_interleaving=true", "--benchmark_repetitions=9",
                       "--benchmark_out=bench.json", "--benchmark_out_format=json"};
    for (const std::string& each : std::vector<std::string>(argv + 1, argv + argc))
        if (each[0] != '-')
            read.rows = std::strtoull(each.c_str(), nullptr, 10);
        else if (each == "--in-memory")
            read.in_memory = true;
        else if (each.starts_with("--picture="))
            read.picture = each.substr(10);
        else
            read.for_google.push_back(each);
    return read;
}

// The first name of a workload, in the order of the alphabet, is its baseline.
std::map<std::string, std::unique_ptr<contender>> contenders_on(const bench_database& where)
{
    std::map<std::string, std::unique_ptr<contender>> all;
    all["1 plain SOCI"] = make_plain_soci(where, plain_values::as_they_are);
    all["2 plain, stored length"] = make_plain_soci(where, plain_values::of_stored_length);
    all["3 by hand"] = make_by_hand(where);
    all["4 cellseal, suite 01"] = make_cellseal(where, cellseal::suite::xchacha20_poly1305);
    all["5 cellseal, suite 02"] = make_cellseal(where, cellseal::suite::xaes_256_gcm);
    return all;
}

}  // namespace

int main(int argc, char** argv)
{
    options wanted = read(argc, argv);
    std::vector<char*> arguments;
    for (std::string& each : wanted.for_google) arguments.push_back(each.data());
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());

    const bench_database where(wanted.in_memory);
    const auto contenders = contenders_on(where);
    const auto data = make_contacts(wanted.rows);
    for (const workload& what : workloads()) {
        if (what.in_files_only && wanted.in_memory) continue;
        for (const auto& [name, who] : contenders)
            benchmark::RegisterBenchmark(
                (std::string(what.name) + "/" + name).c_str(),
                [&, contender = who.get()](benchmark::State& state) { measure(state, *contender, what, data); })
                ->Iterations(1)
                ->UseManualTime();
    }

    register_one_value();
    register_statement_analysis();
    register_start_up();
    ratio_table table;
    benchmark::RunSpecifiedBenchmarks(&table);
    std::cout << fmt::format("\n{}, {} rows; at most {:.0f} MiB of memory held by all contenders together\n",
                             where.name(), wanted.rows, peak_memory());
    const std::string title = "Time beside plain SOCI (1.00), " + where.name();
    if (!wanted.picture.empty()) std::ofstream(wanted.picture) << ratio_picture(title, table.ratios());
    return 0;
}
