#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/ratio_picture.h"

namespace bench {

/// Collects every repetition of "workload/contender" and prints one line a workload: the median of each contender, and
/// the ratio of medians to the first (the baseline) and to what is written by hand, with the spread of the repetitions
/// and the allocations of one item.
class ratio_table : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context& context) override;
    void ReportRuns(const std::vector<Run>& runs) override;
    void Finalize() override;

    /// The ratios to plain SOCI as they were printed, for a picture; after Finalize().
    [[nodiscard]] const std::vector<ratio_bar>& ratios() const noexcept { return ratios_; }

private:
    struct times {
        std::string contender;
        std::vector<double> nanoseconds;  ///< One item, one repetition.
        double allocations = 0;           ///< One item, in the last repetition.
    };
    /// 0 where nothing of the row is written by hand.
    static double median_of_by_hand(const std::vector<times>& row);

    std::map<std::int64_t, std::string> workloads_;  ///< In the order in which they were registered.
    std::map<std::string, std::vector<times>> measured_;
    std::vector<ratio_bar> ratios_;
};

}  // namespace bench
