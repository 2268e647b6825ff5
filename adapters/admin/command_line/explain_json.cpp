#include "adapters/admin/command_line/explain_json.h"

namespace cellseal::command_line {

namespace {

using json = nlohmann::ordered_json;

std::string_view name_of_outcome(plan_outcome outcome)
{
    switch (outcome) {
        case plan_outcome::pass: return "pass";
        case plan_outcome::ok: return "ok";
        case plan_outcome::refuse: break;
    }
    return "refuse";
}

std::string_view name_of_role(parameter_role role)
{
    switch (role) {
        case parameter_role::plain: return "plain";
        case parameter_role::write: return "write";
        case parameter_role::compare: break;
    }
    return "compare";
}

json attribute_name(const attribute* subject) { return subject ? json(subject->full_name()) : json(nullptr); }

json parameters_of(const statement_plan& plan)
{
    json all = json::array();
    for (const parameter_use& each : plan.parameters)
        all.push_back({{"occurrence", each.occurrence},
                       {"name", each.name},
                       {"role", name_of_role(each.role)},
                       {"attribute", attribute_name(each.subject)}});
    return all;
}

json columns_of(const statement_plan& plan)
{
    json all = json::array();
    for (std::size_t position = 0; position < plan.columns.size(); ++position) {
        const column_use& each = plan.columns[position];
        if (each.subject && !each.hidden)
            all.push_back({{"position", position}, {"attribute", attribute_name(each.subject)}});
    }
    return all;
}

json refusal_of(const statement_plan& plan)
{
    if (!plan.why) return nullptr;
    return {{"code", name_of(plan.why->code)},
            {"offset", plan.why->offset},
            {"subject", plan.why->subject.empty() ? json(nullptr) : json(plan.why->subject)},
            {"message", plan.why->message},
            {"hint", plan.why->hint}};
}

}  // namespace

nlohmann::ordered_json explain_json(const statement_plan& plan)
{
    json answer;
    answer["outcome"] = name_of_outcome(plan.outcome);
    answer["parameters"] = parameters_of(plan);
    answer["columns"] = columns_of(plan);
    answer["refusal"] = refusal_of(plan);
    answer["rewritten"] = plan.outcome == plan_outcome::refuse ? json(nullptr) : json(plan.rewritten);
    return answer;
}

std::string dumped(const nlohmann::ordered_json& what)
{
    return what.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace cellseal::command_line
