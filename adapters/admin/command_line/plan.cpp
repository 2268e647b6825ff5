#include "adapters/admin/command_line/plan.h"

#include <algorithm>
#include <ostream>

#include <nlohmann/json.hpp>

namespace cellseal::command_line {

namespace {

using json = nlohmann::ordered_json;

json json_of(const std::vector<schema_step>& steps)
{
    json answer{{"steps", json::array()}};
    for (const schema_step& each : steps)
        answer["steps"].push_back({{"place", each.place},
                                   {"why", each.why},
                                   {"needed", each.needed},
                                   {"statement", each.statement.empty() ? json(nullptr) : json(each.statement)}});
    return answer;
}

/// A script: what is said stands in comments.
void write_script(const std::vector<schema_step>& steps, std::ostream& out)
{
    if (steps.empty()) out << "-- nothing to do: the schema holds all protected attributes\n";
    for (const schema_step& each : steps) {
        out << "-- " << each.place << (each.needed ? ": " : " (advice): ") << each.why << '\n';
        if (!each.statement.empty()) out << each.statement << ";\n";
    }
}

}  // namespace

exit_code tell_plan(const plan_request& request, command_services& services, terminal console)
{
    const std::vector<schema_step> steps = services.plan(request.settings_file, request.language);
    if (request.form == answer_form::json)
        console.out << json_of(steps).dump() << '\n';
    else
        write_script(steps, console.out);
    const bool needed = std::any_of(steps.begin(), steps.end(), [](const schema_step& each) { return each.needed; });
    return needed && !request.language ? exit_code::refused : exit_code::done;
}

}  // namespace cellseal::command_line
