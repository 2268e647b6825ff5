#include "tests/bench/ratio_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace bench {

namespace {

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Half the distance between the quartiles, in per cent of the median.
double spread(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const double distance = values[values.size() * 3 / 4] - values[values.size() / 4];
    return 50 * distance / values[values.size() / 2];
}

}  // namespace

bool ratio_table::ReportContext(const Context& context)
{
    PrintBasicContext(&GetErrorStream(), context);
    return true;
}

void ratio_table::ReportRuns(const std::vector<Run>& runs)
{
    for (const Run& run : runs) {
        if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
        const std::string& name = run.run_name.function_name;
        const auto slash = name.find('/');
        const std::string workload = name.substr(0, slash);
        const std::string contender = name.substr(slash + 1);

        // Repetitions come interleaved at random; the family tells the order of registration.
        if (!measured_.contains(workload)) workloads_.emplace(run.family_index, workload);
        auto& row = measured_[workload];
        auto found = std::find_if(row.begin(), row.end(), [&](const times& t) { return t.contender == contender; });
        if (found == row.end()) found = row.insert(row.end(), {contender, {}, 0});
        const auto items = run.counters.find("items");
        const double count = items == run.counters.end() ? 1.0 : items->second.value;
        found->nanoseconds.push_back(run.GetAdjustedRealTime() / count);
        if (const auto asked = run.counters.find("allocations"); asked != run.counters.end())
            found->allocations = asked->second.value / count;
    }
}

double ratio_table::median_of_by_hand(const std::vector<times>& row)
{
    const auto found =
        std::find_if(row.begin(), row.end(), [](const times& t) { return t.contender.ends_with("by hand"); });
    return found == row.end() ? 0 : median(found->nanoseconds);
}

void ratio_table::Finalize()
{
    auto& out = GetOutputStream();
    out << fmt::format("\n{:<24} {:<24} {:>11} {:>7} {:>8} {:>8} {:>12}\n", "workload", "contender", "ns an item",
                       "ratio", "by hand", "spread", "allocations");
    for (const auto& [order, workload] : workloads_) {
        auto& row = measured_[workload];
        std::sort(row.begin(), row.end(), [](const times& a, const times& b) { return a.contender < b.contender; });
        const double baseline = median(row.front().nanoseconds);
        const double by_hand = median_of_by_hand(row);
        for (const times& each : row) {
            const double own = median(each.nanoseconds);
            out << fmt::format("{:<24} {:<24} {:>11.0f} {:>7.2f} {:>8} {:>6.1f} % {:>12.2f}\n", workload,
                               each.contender, own, own / baseline,
                               by_hand == 0 ? "" : fmt::format("{:.2f}", own / by_hand), spread(each.nanoseconds),
                               each.allocations);
            if (row.front().contender == "1 plain SOCI")
                ratios_.push_back({workload, each.contender.substr(2), own / baseline});
        }
    }
    out.flush();
}

}  // namespace bench
