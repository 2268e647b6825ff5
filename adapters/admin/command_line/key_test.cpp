#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/given_key.h"

namespace cellseal::command_line {

namespace {

struct test_request {
    tested_database where;
    std::string file;
    answer_form form = answer_form::text;
};

nlohmann::ordered_json json_of(const tested_key& found)
{
    return {{"opens", true},
            {"organisation", found.organisation},
            {"key_check", found.key_check},
            {"since", found.since},
            {"generation", found.generation},
            {"slot", found.slot},
            {"told", found.told},
            {"tried", found.tried},
            {"opened", found.opened},
            {"findings", found.findings}};
}

exit_code tell_test(const test_request& asked, command_services& services, terminal console)
{
    const secret_bytes key = given_key(asked.file, services, *std::pmr::new_delete_resource(), console);
    const tested_key found = services.test_key(key, asked.where);
    if (asked.form == answer_form::json)
        console.out << json_of(found).dump() << '\n';
    else
        console.out << fmt::format(
            "yes: this key opens organisation \"{}\", key {} in use since {}, generation {}, slot \"{}\"\n"
            "{} of {} values that were tried open\n",
            found.organisation, found.key_check, found.since, found.generation, found.slot, found.opened, found.tried);
    if (!found.told.empty()) console.err << "cellseal: the key was " << found.told << '\n';
    for (const std::string& each : found.findings) console.err << "cellseal: does not open: " << each << '\n';
    return exit_code::done;
}

}  // namespace

void add_key_test(CLI::App& app, command_choice& choice)
{
    CLI::App& command =
        *key_group(app).add_subcommand("test", "Tell whether a key opens a database, or a backup of it");
    const auto request = on_command<test_request>(command, choice, tell_test);
    add_settings_option(command, request->where.settings_file);
    command.add_option("key", request->file, "An export (.sealkey) or another key file; -: typed, or standard input")
        ->required();
    command.add_option("--database", request->where.connection,
                       "A database other than the settings': an SQLite file, or backend://connection");
    command.add_option("--table-prefix", request->where.table_prefix,
                       "Of cellseal's own tables, with --database; cellseal_ if left out");
    command.footer(
        "Changes nothing. Exit code 4: it does not open it; the message names the key that is needed. Example:\n"
        "  cellseal key test contoso-2026-03.sealkey --database backup/crm-2026-03.db");
}

}  // namespace cellseal::command_line
