#include "tests/bench/ratio_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace bench {

namespace {

constexpr int label_width = 190;
constexpr int bars_width = 520;
constexpr int bar_height = 14;
constexpr int group_gap = 12;
constexpr int heading = 40;

/// One colour a contender, told apart also without colours by their order, which the key repeats.
const std::string& colour_of(const std::string& contender)
{
    static const std::vector<std::string> colours = {"#9aa5b1", "#7b8794", "#d9822b", "#2b6cb0", "#2f855a"};
    static std::map<std::string, std::string> chosen;
    const auto [found, is_new] = chosen.try_emplace(contender);
    if (is_new) found->second = colours[(chosen.size() - 1) % colours.size()];
    return found->second;
}

std::string bar(const ratio_bar& what, int y, double scale)
{
    const int width = std::max(1, static_cast<int>(what.ratio * scale));
    return fmt::format(
        "<rect x='{}' y='{}' width='{}' height='{}' fill='{}'/>"
        "<text x='{}' y='{}' class='n'>{:.2f} {}</text>\n",
        label_width, y, width, bar_height - 2, colour_of(what.contender), label_width + width + 4, y + bar_height - 4,
        what.ratio, what.contender);
}

}  // namespace

std::string ratio_picture(const std::string& title, const std::vector<ratio_bar>& bars)
{
    double largest = 1;
    for (const ratio_bar& each : bars) largest = std::max(largest, each.ratio);
    const double scale = bars_width / largest;

    std::string body, workload;
    int y = heading;
    for (const ratio_bar& each : bars) {
        if (each.workload != workload) {
            y += workload.empty() ? 0 : group_gap;
            body += fmt::format("<text x='{}' y='{}' class='w' text-anchor='end'>{}</text>\n", label_width - 8,
                                y + bar_height - 4, each.workload);
            workload = each.workload;
        }
        body += bar(each, y, scale);
        y += bar_height;
    }
    return fmt::format(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{1}' viewBox='0 0 {0} {1}'>\n"
        "<style>text{{font-family:sans-serif;fill:#1f2933}}.t{{font-size:15px}}.w{{font-size:12px}}.n{{font-size:10px}}"
        "</style>\n<rect width='100%' height='100%' fill='#ffffff'/>\n<text x='12' y='22' "
        "class='t'>{2}</text>\n{3}</svg>\n",
        label_width + bars_width + 170, y + group_gap, title, body);
}

}  // namespace bench
