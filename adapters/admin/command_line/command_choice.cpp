#include "adapters/admin/command_line/command_choice.h"

namespace cellseal::command_line {

void add_settings_option(CLI::App& command, std::string& file)
{
    file = "cellseal.toml";
    command.add_option("-c,--config", file, "The settings file; cellseal.toml if left out")->envname("CELLSEAL_CONFIG");
}

void add_json_flag(CLI::App& command, command_choice& choice)
{
    command.add_flag_callback(
        "--json", [&choice] { choice.form = answer_form::json; }, "Answer in JSON");
}

CLI::App& key_group(CLI::App& app)
{
    const auto is_key = [](const CLI::App* each) { return each->get_name() == "key"; };
    const auto groups = app.get_subcommands(is_key);
    if (!groups.empty()) return *app.get_subcommand("key");
    CLI::App& group = *app.add_subcommand("key", "Manage the organisation's key");
    group.require_subcommand(1);
    return group;
}

}  // namespace cellseal::command_line
