#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"

namespace cellseal::command_line {

namespace {

std::string text_of(const activity& seen)
{
    if (seen.active)
        return fmt::format("active: key {} in use since {}, generation {}\n", seen.key_check, seen.since,
                           seen.generation);
    const std::string needed =
        seen.key_check.empty() ? "" : fmt::format("needed: key {} (since {})\n", seen.key_check, seen.since);
    return fmt::format("inactive\n{}\n{}", seen.reason, needed);
}

nlohmann::ordered_json json_of(const activity& seen)
{
    return {{"active", seen.active},         {"key_check", seen.key_check}, {"since", seen.since},
            {"generation", seen.generation}, {"reason", seen.reason},       {"warnings", seen.warnings}};
}

exit_code tell_activity(const admin_options& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const activity seen = held->contract().is_active(held->caller(asked.reason));
    if (asked.form == answer_form::json)
        console.out << json_of(seen).dump() << '\n';
    else
        console.out << text_of(seen);
    for (const std::string& each : seen.warnings) console.err << "cellseal: " << each << '\n';
    return seen.active ? exit_code::done : exit_code::refused;
}

}  // namespace

void add_key_active(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *key_group(app).add_subcommand("active", "Tell whether the key opens keyring and values");
    add_admin_options(command, *on_command<admin_options>(command, choice, tell_activity));
    command.footer("Exit code 1: inactive; the message says what is missing. Example:\n  cellseal key active --json");
}

}  // namespace cellseal::command_line
