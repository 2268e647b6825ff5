#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/given_key.h"

namespace cellseal::command_line {

namespace {

struct rescue_request {
    tested_database where;
    std::string table;
    std::string key_file;
    std::string output;
    answer_form form = answer_form::text;
};

nlohmann::ordered_json json_of(const rescue_report& report)
{
    return {{"rows", report.rows},
            {"opened", report.opened},
            {"plain", report.plain},
            {"failed", report.failed},
            {"findings", report.findings}};
}

// The table itself may go to standard output, so what is told about it goes elsewhere then.
void tell(const rescue_report& report, const rescue_request& asked, terminal console)
{
    std::ostream& out = asked.output.empty() ? console.err : console.out;
    if (asked.form == answer_form::json)
        out << json_of(report).dump() << '\n';
    else
        out << fmt::format("{} rows: {} values opened, {} were plain, {} did not open and stand as they are stored\n",
                           report.rows, report.opened, report.plain, report.failed);
    for (const std::string& each : report.findings) console.err << "cellseal: does not open: " << each << '\n';
}

exit_code rescue(const rescue_request& asked, command_services& services, terminal console)
{
    const secret_bytes key = given_key(asked.key_file, services, *std::pmr::new_delete_resource(), console);
    const rescue_report report =
        asked.output.empty()
            ? services.rescue(key, asked.where, asked.table, [&](std::string_view part) { console.out << part; })
            : services.rescue(key, asked.where, asked.table, asked.output);
    tell(report, asked, console);
    return report.failed == 0 ? exit_code::done : exit_code::refused;
}

}  // namespace

void add_rescue(CLI::App& app, command_choice& choice)
{
    CLI::App& command =
        *app.add_subcommand("rescue", "Write a table in plain as CSV, with an export and the database alone");
    const auto request = on_command<rescue_request>(command, choice, rescue);
    add_settings_option(command, request->where.settings_file);
    command.add_option("table", request->table, "The table")->required();
    command.add_option("-k,--key", request->key_file, "An export (.sealkey) or another key file; -: typed")->required();
    command.add_option("--database", request->where.connection,
                       "An SQLite file, or backend://connection; the settings' if left out");
    command.add_option("--table-prefix", request->where.table_prefix,
                       "Of cellseal's own tables, with --database; cellseal_ if left out");
    command.add_option("-o,--output", request->output,
                       "Write here, mode 0600, never over anything; else standard output");
    command.footer(
        "Needs neither the application nor its settings. Values that do not open are written as they are stored; exit\n"
        "code 1 then. Example:\n"
        "  cellseal rescue contact --key contoso.sealkey --database crm.db -o contact.csv");
}

}  // namespace cellseal::command_line
