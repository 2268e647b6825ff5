// What a key change costs: rows resealed beside plain SOCI rewriting the same rows with constants, and beside resealing
// as one writes it by hand, by one worker and by two; and how long writers of the application wait beside it, and how
// long writers of plain rows beside plain SOCI that rewrites those: what that much work costs them in any case, on the
// machine at hand.
//   reseal_bench [rows] [--batch=1000] [--benchmark_filter=…]
// 10,000 rows where none are given. Plain SOCI and what is written by hand have 200 in a commit; a worker as many as it
// likes, as by default. Under tests/orm/soci/with_postgresql or with_mariadb on that server; without their logs:
//   PGOPTIONS='-c log_statement=none'; set global general_log = off

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <thread>

#include "tests/bench/ratio_table.h"
#include "tests/bench/rewriter.h"

namespace {

using namespace bench;
using steady = std::chrono::steady_clock;

double seconds_since(steady::time_point start) { return std::chrono::duration<double>(steady::now() - start).count(); }

struct work_size {
    std::size_t rows = 10'000;
    std::size_t batch = 200;
};

void measure_rewriting(benchmark::State& state, rewriter& who, int workers, work_size size)
{
    for (auto _ : state) {
        const auto start = steady::now();
        who.rewrite(workers, size.batch);
        state.SetIterationTime(seconds_since(start));
    }
    state.counters["items"] = static_cast<double>(size.rows);
}

/// The 99th percentile of single writes, one after another, while `beside` workers rewrite the table again and again.
void measure_writes(benchmark::State& state, rewriter& who, int beside, work_size size)
{
    const double seconds = size.rows < 1000 ? 0.1 : 2;
    for (auto _ : state) {
        const auto writer = who.open_writer();
        std::atomic<bool> done = false;
        std::thread work([&] {
            while (beside > 0 && !done) who.rewrite(beside, size.batch);
        });
        std::vector<double> waits;
        const auto begin = steady::now();
        for (std::size_t i = 0; seconds_since(begin) < seconds || waits.size() < 100; ++i) {
            const auto start = steady::now();
            writer->write(static_cast<int>(i * 7919 % size.rows) + 1, fmt::format("+49 30 {}", i));
            waits.push_back(seconds_since(start));
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        done = true;
        work.join();
        const auto place = waits.begin() + static_cast<std::ptrdiff_t>(waits.size() * 99 / 100);
        std::nth_element(waits.begin(), place, waits.end());
        state.SetIterationTime(*place);
    }
}

/// Makes its table when it is first asked for: what --benchmark_filter leaves out costs nothing.
class contender {
public:
    explicit contender(std::function<std::unique_ptr<rewriter>()> make) : make_(std::move(make)) {}
    rewriter& get()
    {
        if (!made_) made_ = make_();
        return *made_;
    }

private:
    std::function<std::unique_ptr<rewriter>()> make_;
    std::unique_ptr<rewriter> made_;
};

void add(const std::string& name, std::function<void(benchmark::State&)> run)
{
    benchmark::RegisterBenchmark(name.c_str(), std::move(run))->Iterations(1)->UseManualTime();
}

}  // namespace

int main(int argc, char** argv)
{
    work_size size;
    std::vector<std::string> wanted{argv[0], "--benchmark_repetitions=5"};
    for (const std::string& each : std::vector<std::string>(argv + 1, argv + argc))
        if (each.starts_with("--batch="))
            size.batch = std::strtoull(each.c_str() + 8, nullptr, 10);
        else if (each[0] == '-')
            wanted.push_back(each);
        else
            size.rows = std::strtoull(each.c_str(), nullptr, 10);
    std::vector<char*> arguments;
    for (std::string& each : wanted) arguments.push_back(each.data());
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());

    const bench_database where(false);
    const auto data = make_contacts(size.rows);
    std::map<std::string, contender> all;
    for (const auto& [name, tokens] :
         {std::pair{"1 plain SOCI", plain_tokens::same}, {"1 plain SOCI, scattered", plain_tokens::scattered}})
        all.emplace(name, [&, t = tokens] { return make_constant_rewriter(where, data, t); });
    all.emplace("2 by hand", [&] { return make_hand_rewriter(where, data); });
    for (const auto& [name, with] : {std::pair{"3 cellseal, suite 01", cellseal::suite::xchacha20_poly1305},
                                     {"4 cellseal, suite 02", cellseal::suite::xaes_256_gcm}})
        all.emplace(name, [&, w = with] { return make_resealer(where, data, w); });
    for (const int workers : {1, 2})
        for (auto& [name, who] : all)
            add(fmt::format("{} at work/{}", workers, name),
                [&, w = &who, workers](benchmark::State& state) { measure_rewriting(state, w->get(), workers, size); });
    for (const auto& [what, rows] :
         {std::pair{"of sealed rows", "3 cellseal, suite 01"}, {"of plain rows", "1 plain SOCI"}}) {
        // On SQLite plain SOCI's rewriting hardly lets a writer in: it would take minutes.
        if (where.name().starts_with("sqlite") && rows == all.begin()->first) continue;
        for (const auto& [name, beside] :
             {std::pair{"1 alone", 0}, {"2 beside one that rewrites", 1}, {"3 beside two", 2}})
            add(fmt::format("99th percentile {}/{}", what, name),
                [&, who = &all.at(rows), n = beside](benchmark::State& state) {
                    measure_writes(state, who->get(), n, size);
                });
    }

    ratio_table table;
    benchmark::RunSpecifiedBenchmarks(&table);
    std::cout << fmt::format("\n{}, {} rows, {} to a commit\n", where.name(), size.rows, size.batch);
    return 0;
}
