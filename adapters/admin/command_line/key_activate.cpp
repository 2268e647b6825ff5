#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/given_key.h"

namespace cellseal::command_line {

namespace {

struct activate_request : admin_options {
    std::string file;
    bool older = false;
};

nlohmann::ordered_json json_of(const activation& done)
{
    return {{"key_check", done.key_check},     {"since", done.since},
            {"generation", done.generation},   {"key", done.key.place},
            {"not_written", done.key.because}, {"warnings", done.warnings}};
}

std::string text_of(const activation& done)
{
    return fmt::format("active: key {} in use since {}, generation {}\n{}\n", done.key_check, done.since,
                       done.generation,
                       done.key.because.empty() ? fmt::format("the key lies in {}", done.key.place) : done.key.because);
}

exit_code activate_key(const activate_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const secret_bytes key = given_key(asked.file, services, *held, console);
    const activation done = held->contract().activate(held->caller(asked.reason), key.expose(),
                                                      asked.older ? older_keyring::accept : older_keyring::refuse);
    if (asked.form == answer_form::json)
        console.out << json_of(done).dump() << '\n';
    else
        console.out << text_of(done);
    for (const std::string& each : done.warnings) console.err << "cellseal: " << each << '\n';
    return exit_code::done;
}

}  // namespace

void add_key_activate(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *key_group(app).add_subcommand(
        "activate",
        "Give the existing key after a restore, on a new machine, or to one that was away for a key change");
    const auto request = on_command<activate_request>(command, choice, activate_key);
    add_admin_options(command, *request);
    command.add_option("key", request->file, "An export (.sealkey) or another key file; -: typed, or standard input")
        ->required();
    command.add_flag("--older", request->older,
                     "Accept an older keyring than the one seen here before: a backup was restored on purpose");
    command.footer(
        "Refused when active already, and, naming both key checks, when the key does not fit. Example:\n"
        "  cellseal key activate contoso.sealkey --reason \"restored on the new server\"");
}

}  // namespace cellseal::command_line
