#include "config/settings/did_you_mean.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include <fmt/ranges.h>

namespace cellseal::config {

namespace {

/// How many characters to change, add, leave out or swap with their neighbour (optimal string alignment).
std::size_t distance(std::string_view from, std::string_view to)
{
    std::vector<std::size_t> before(to.size() + 1), above(to.size() + 1), row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        before = std::exchange(above, row);
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t changed = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = std::min({changed, above[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row.back();
}

/// A name of up to three letters is near with one slip, longer ones with a third of their length.
bool near(std::string_view given, std::string_view offered, std::size_t slips)
{
    return slips <= std::max<std::size_t>(1, std::min(given.size(), offered.size()) / 3);
}

}  // namespace

std::string_view nearest_name(std::string_view given, std::span<const std::string_view> offered)
{
    std::string_view best;
    std::size_t fewest = given.size() + 1;
    for (const std::string_view each : offered) {
        const std::size_t slips = distance(given, each);
        if (slips < fewest && near(given, each, slips)) {
            best = each;
            fewest = slips;
        }
    }
    return best;
}

std::string what_is_allowed(std::string_view given, std::span<const std::string_view> offered)
{
    const std::string_view nearest = nearest_name(given, offered);
    const std::string guess = nearest.empty() ? "." : fmt::format("; did you mean \"{}\"?", nearest);
    return fmt::format("{} Allowed: {}.", guess, fmt::join(offered, ", "));
}

}  // namespace cellseal::config
