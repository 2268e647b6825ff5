#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "plugin/keys/text_encoding.h"

namespace cellseal::command_line {

namespace {

struct export_request : admin_options {
    std::string file;
    text_encoding encoding = text_encoding::utf8_with_mark;
};

exit_code write_export(const export_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    const secret_bytes text = held->contract().export_key(held->caller(asked.reason), asked.encoding);
    services.write_key(asked.file, text);
    const activity seen = held->contract().is_active(held->caller(asked.reason));
    if (asked.form == answer_form::json)
        console.out << nlohmann::ordered_json{{"key_check", seen.key_check}, {"file", asked.file}}.dump() << '\n';
    else
        console.out << fmt::format(
            "Key {} is written to {}, for you alone. Keep it away from the database and its backups.\n"
            "To see that it opens the database: cellseal key test {}\n",
            seen.key_check, asked.file, asked.file);
    return exit_code::done;
}

}  // namespace

void add_key_export(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *key_group(app).add_subcommand("export", "Write the key to a file that no editor can destroy");
    const auto request = on_command<export_request>(command, choice, write_export);
    add_admin_options(command, *request);
    command.add_option("file", request->file, "Where; nothing may lie there")->required();
    const auto encoding = [request](const std::string& name) {
        const auto known = text_encoding_named(name);
        if (!known)
            throw CLI::ValidationError{"--encoding", "known are utf-8-bom, utf-8, utf-16le (unicode), utf-16be"};
        request->encoding = *known;
    };
    command.add_option_function<std::string>("--encoding", encoding,
                                             "utf-8-bom (if left out), utf-8, utf-16le (\"Unicode\"), utf-16be");
    command.footer(
        "Mode 0600, never over an existing file. Example:\n  cellseal key export /media/safe/contoso.sealkey");
}

}  // namespace cellseal::command_line
