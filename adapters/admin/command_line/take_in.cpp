#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/admin/command_line/key_change_commands.h"
#include "adapters/admin/command_line/key_change_told.h"
#include "plugin/admin/refused_attempt.h"

namespace cellseal::command_line {

namespace {

struct take_in_request : work_request {
    std::vector<std::string> attributes;
};

exit_code tell_json(const take_in_request& asked, bool whole, const std::vector<reseal_finding>& left,
                    std::ostream& out)
{
    auto names = nlohmann::ordered_json::array();
    for (const reseal_finding& each : left) names.push_back(each.name());
    out << nlohmann::ordered_json{{"taken_in", whole}, {"attributes", asked.attributes}, {"left", names}}.dump()
        << '\n';
    return whole ? exit_code::done : exit_code::refused;
}

exit_code tell(const take_in_request& asked, work_outcome outcome, key_change_desk& desk, terminal console)
{
    const bool whole = outcome == work_outcome::verified;
    constexpr std::size_t most = 100;
    const auto left = desk.rows().findings(most);
    if (asked.form == answer_form::json) return tell_json(asked, whole, left, console.out);
    for (const reseal_finding& each : left)
        console.out << fmt::format("  {}: {}{}\n", each.name(), each.reason,
                                   each.acknowledged ? " (acknowledged)" : "");
    if (!whole) {
        console.out << "these values were left untouched, for they do not open, do not fit, or are there twice: mend "
                       "them, or pass them with --acknowledge \"ATTRIBUTE ROW\"\n";
        return exit_code::refused;
    }
    console.out << (left.empty()
                        ? "nothing lies in the open any more"
                        : "all other values are sealed; those above lie as they were, and reading them is an error")
                << ", and the database takes nothing plain for these attributes.\n"
                << desk.rows().left_behind() << '\n';
    return exit_code::done;
}

exit_code take_rows_in(const take_in_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const admin_caller caller = held->caller(asked.reason);
    const admin_surroundings& on = held->contract().surroundings();
    return as_admitted(on, {admin_act::take_in}, caller, [&] {
        key_change_desk& desk = held->key_change();
        acknowledge_findings(on, caller, desk.rows(), asked.acknowledged, admin_act::take_in);
        const auto outcome = desk.take_in(asked.attributes, limits_of(asked, caller), watching(asked.form, console));
        if (asked.form == answer_form::text) console.err << '\n';
        return tell(asked, outcome, desk, console);
    });
}

}  // namespace

void add_take_in(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *app.add_subcommand(
        "take-in",
        "Seal rows that were stored in the open before their attributes were flagged; while they are in use");
    const auto request = on_command<take_in_request>(command, choice, take_rows_in);
    add_admin_options(command, *request);
    add_pace(command, *request);
    command.add_option("attribute", request->attributes, "The attributes: contact.email")->required();
    command.footer("Example:\n  cellseal take-in contact.email contact.phone");
}

}  // namespace cellseal::command_line
