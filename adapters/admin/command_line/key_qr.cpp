#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "plugin/keys/passphrase.h"
#include "plugin/keys/sealkey_text.h"

namespace cellseal::command_line {

namespace {

struct qr_request : admin_options {
    std::string output;
};

exit_code show_qr(const qr_request& asked, command_services& services, terminal console)
{
    const auto held = services.administer(asked.settings_file);
    auto& memory = held->contract().surroundings().around.crypto.key_memory();
    const secret_bytes text = held->contract().export_key(held->caller(asked.reason));
    const auto secrets = read_sealkey(text.expose(), memory);
    const auto generated = passphrase::from_utf8(secrets.front().bytes.expose(), memory);
    if (!generated)
        throw error(errc::key_not_usable,
                    "a QR code holds the digits of a generated passphrase, and this one was typed: use export");
    const secret_bytes digits = generated->digits();
    if (asked.output.empty()) {
        console.out << chars_of(services.qr_on_terminal(digits).expose());
        return exit_code::done;
    }
    services.write_key(asked.output, services.qr_as_png(digits));
    if (asked.form == answer_form::json)
        console.out << nlohmann::ordered_json{{"key_check", secrets.front().key_check}, {"file", asked.output}}.dump()
                    << '\n';
    else
        console.out << fmt::format(
            "Key {} is written to {} as a QR code of its digits: print it, then delete the file.\n",
            secrets.front().key_check, asked.output);
    return exit_code::done;
}

}  // namespace

void add_key_qr(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *key_group(app).add_subcommand("qr", "Show the key as a QR code of its digits, for paper");
    const auto request = on_command<qr_request>(command, choice, show_qr);
    add_admin_options(command, *request);
    command.add_option("-o,--output", request->output,
                       "Write a PNG here, mode 0600, never over anything; else show it here");
    command.footer(
        "What a camera reads is a key for: cellseal key activate -. Example:\n  cellseal key qr -o contoso.png");
}

}  // namespace cellseal::command_line
