#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace bench {

/// Collects every repetition of "workload/contender" and prints one line a workload: the median of each contender, and the
/// ratio of medians to the first (the baseline), with the spread of the repetitions.
class ratio_table : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context& context) override;
    void ReportRuns(const std::vector<Run>& runs) override;
    void Finalize() override;

private:
    struct times {
        std::string contender;
        std::vector<double> nanoseconds;  ///< One item, one repetition.
    };
    std::map<std::int64_t, std::string> workloads_;  ///< In the order in which they were registered.
    std::map<std::string, std::vector<times>> measured_;
};

}  // namespace bench
