#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/given_key.h"

namespace cellseal::command_line {

namespace {

struct import_request : admin_options {
    std::string file;
};

exit_code take_key(const import_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const secret_bytes key = given_key(asked.file, services, *held, console);
    const imported_key done = held->contract().import_key(held->caller(asked.reason), key.expose());
    if (asked.form == answer_form::json)
        console.out << nlohmann::ordered_json{{"key_check", done.key_check},
                                              {"slot", done.slot},
                                              {"told", done.told},
                                              {"key", done.key.place},
                                              {"not_written", done.key.because}}
                           .dump()
                    << '\n';
    else
        console.out << fmt::format(
            "key {} opens slot \"{}\"; {}\n", done.key_check, done.slot,
            done.key.because.empty() ? fmt::format("it lies in {}", done.key.place) : done.key.because);
    if (!done.told.empty()) console.err << "cellseal: " << done.told << '\n';
    return done.key.because.empty() ? exit_code::done : exit_code::key;
}

}  // namespace

void add_key_import(CLI::App& app, command_choice& choice)
{
    CLI::App& command =
        *key_group(app).add_subcommand("import", "Put the key of an export where this machine looks for it");
    const auto request = on_command<import_request>(command, choice, take_key);
    add_admin_options(command, *request);
    command.add_option("key", request->file, "An export (.sealkey) or another key file; -: typed, or standard input")
        ->required();
    command.footer(
        "The key is tried on this database first; a key that lies there already is kept behind the new one. Example:\n"
        "  cellseal key import /media/safe/contoso.sealkey");
}

}  // namespace cellseal::command_line
