#include "adapters/admin/command_line/check.h"

#include <algorithm>
#include <ostream>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cellseal::command_line {

namespace {

using json = nlohmann::ordered_json;

std::string_view name_of_outcome(check_outcome which)
{
    switch (which) {
        case check_outcome::good: return "ok";
        case check_outcome::warning: return "warning";
        default: return "problem";
    }
}

const check_finding* first_problem(const check_report& report)
{
    const auto found = std::find_if(report.begin(), report.end(),
                                    [](const check_finding& each) { return each.outcome == check_outcome::problem; });
    return found == report.end() ? nullptr : &*found;
}

json json_of(const check_report& report)
{
    json answer{{"ok", first_problem(report) == nullptr}, {"findings", json::array()}};
    for (const check_finding& each : report)
        answer["findings"].push_back({{"outcome", name_of_outcome(each.outcome)},
                                      {"subject", each.subject},
                                      {"code", each.code ? json(name_of(*each.code)) : json(nullptr)},
                                      {"message", each.message}});
    return answer;
}

}  // namespace

exit_code tell_check(const check_request& request, command_services& services, terminal console)
{
    const check_report report = services.check(request.settings_file);
    if (request.form == answer_form::json)
        console.out << json_of(report).dump() << '\n';
    else
        for (const check_finding& each : report)
            console.out << fmt::format("{:<8} {}: {}\n", name_of_outcome(each.outcome), each.subject, each.message);
    const check_finding* problem = first_problem(report);
    return problem == nullptr ? exit_code::done : exit_code_for(*problem->code);
}

}  // namespace cellseal::command_line
