#pragma once

#include <string>
#include <vector>

namespace bench {

/// One bar of the picture: a contender's time in one workload as a multiple of plain SOCI's.
struct ratio_bar {
    std::string workload;
    std::string contender;
    double ratio = 1;
};

/// A picture (SVG 1.1) of the ratios, a group for each workload, in the order given; `title` is its heading.
[[nodiscard]] std::string ratio_picture(const std::string& title, const std::vector<ratio_bar>& bars);

}  // namespace bench
