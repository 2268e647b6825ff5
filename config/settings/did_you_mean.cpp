#include "config/settings/did_you_mean.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/ranges.h>

namespace cellseal::config {

namespace {

/// Levenshtein's distance: how many characters to change, add or leave out.
std::size_t distance(std::string_view from, std::string_view to)
{
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
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
