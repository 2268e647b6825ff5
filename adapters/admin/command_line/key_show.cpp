#include <fmt/format.h>

#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/secret_json.h"

namespace cellseal::command_line {

namespace {

void write_json(std::ostream& out, const shown_key& key)
{
    out << fmt::format("{{\"key_check\":\"{}\",\"since\":\"{}\",\"passphrase\":", key.key_check, key.since);
    write_json_text(out, key.characters);
    out << ",\"digits\":";
    if (key.generated)
        write_json_text(out, key.digits);
    else
        out << "null";
    out << "}\n";
}

void write_text(std::ostream& out, const shown_key& key)
{
    out << fmt::format("key check   {}, in use since {}\npassphrase  ", key.key_check, key.since)
        << chars_of(key.characters.expose()) << '\n';
    if (key.generated) out << "in digits   " << chars_of(key.digits.expose()) << '\n';
}

exit_code show(const admin_options& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const shown_key key = held->contract().show(held->caller(asked.reason));
    if (asked.form == answer_form::json)
        write_json(console.out, key);
    else
        write_text(console.out, key);
    return exit_code::done;
}

}  // namespace

void add_key_show(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *key_group(app).add_subcommand("show", "Show the passphrase in use; leaves an event");
    add_admin_options(command, *on_command<admin_options>(command, choice, show));
    command.footer(
        "Prints the key: nobody should look over your shoulder, and no file should catch it; for that there is "
        "export.\n"
        "Example:\n  cellseal key show --reason \"compared with the copy in the safe\"");
}

}  // namespace cellseal::command_line
