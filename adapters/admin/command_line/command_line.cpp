#include "adapters/admin/command_line/command_line.h"

#include <algorithm>
#include <istream>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/command_choice.h"
#include "adapters/admin/command_line/check.h"
#include "adapters/admin/command_line/explain.h"
#include "adapters/admin/command_line/explain_json.h"
#include "adapters/admin/command_line/init.h"
#include "adapters/admin/command_line/key_change_commands.h"
#include "adapters/admin/command_line/plan.h"
#include "adapters/admin/command_line/status.h"
#include "adapters/admin/command_line/value_inspect.h"

namespace cellseal::command_line {

namespace {

void add_dialect_option(CLI::App& command, std::optional<dialect>& language)
{
    const auto read = [&language](const std::string& name) {
        language = dialect_named(name);
        if (!language) language = dialect_of_backend(name);
        if (!language) throw CLI::ValidationError{"--dialect", "known are sqlite, postgres, mysql, firebird, odbc"};
    };
    command.add_option_function<std::string>("-d,--dialect", read,
                                             "Whose SQL it is: sqlite, postgres, mysql, firebird, odbc");
}

void add_explain(CLI::App& app, command_choice& choice)
{
    CLI::App& command =
        *app.add_subcommand("explain", "Tell what becomes of a statement: understood, refused and why, rewritten");
    const auto request = on_command<explain_request>(
        command, choice, [](const explain_request& asked, command_services& services, terminal console) {
            return explain(asked, services, console);
        });
    add_settings_option(command, request->settings_file);
    add_dialect_option(command, request->language);
    command.add_option("statement", request->sql, "The statement; - or nothing: standard input");
    command.add_flag("--batch", request->batch,
                     "Answer each line {\"id\",\"dialect\",\"sql\"} of standard input with one line of JSON");
    command.parse_complete_callback([request] {
        if (request->batch && request->sql)
            throw CLI::ValidationError{"--batch", "reads statements from standard input; leave the statement out"};
    });
    command.footer(
        "Needs no database and no key. Example:\n"
        "  cellseal explain --config cellseal.toml \"select id from contact where email = :e\"");
}

void add_init(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *app.add_subcommand("init", "Make the first key: a passphrase in a key file, and the keyring");
    const auto request = on_command<init_request>(command, choice, make_key);
    add_settings_option(command, request->settings_file);
    command.add_option("--key-file", request->key_file, "Write the key here instead of where the settings say");
    command.add_flag(
        "--typed", request->typed,
        "Type a passphrase (10 to 100 characters, a letter, a numeral, a symbol) instead of a generated one");
    command.footer(
        "Refused where a key or a keyring is there already, or sealed values without one. Example:\n"
        "  cellseal init --config cellseal.toml");
}

void add_status(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *app.add_subcommand("status", "Count what is sealed under which key; needs no key");
    const auto request = on_command<status_request>(command, choice, tell_status);
    add_settings_option(command, request->settings_file);
    command.footer(
        "Exit code 1: there is no keyring, or plain or unclear values lie in protected columns. Example:\n"
        "  cellseal status --config cellseal.toml --json");
}

void add_check(CLI::App& app, command_choice& choice)
{
    CLI::App& command = *app.add_subcommand("check", "Check everything that a start checks, and write nothing");
    const auto request = on_command<check_request>(command, choice, tell_check);
    add_settings_option(command, request->settings_file);
    command.footer(
        "Exit code of the first problem: 3 settings or schema, 4 key or keyring, 5 database. Example:\n"
        "  cellseal check --config cellseal.toml");
}

void add_plan(CLI::App& app, command_choice& choice)
{
    CLI::App& command =
        *app.add_subcommand("plan", "Show the SQL that the schema lacks; needs no key, and runs nothing");
    const auto request = on_command<plan_request>(command, choice, tell_plan);
    add_settings_option(command, request->settings_file);
    add_dialect_option(command, request->language);
    command.footer(
        "With --dialect no database is asked, and everything is shown. Exit code 1: something is needed. Example:\n"
        "  cellseal plan --config cellseal.toml > schema.sql");
}

void report(const error& problem, answer_form form, terminal console)
{
    console.err << "cellseal: " << problem.what() << '\n';
    if (form == answer_form::text) return;
    console.out << dumped({{"error",
                            {{"code", name_of(problem.code())},
                             {"advice", name_of(problem.advice())},
                             {"message", problem.what()}}}})
                << '\n';
}

/// Whatever is wrong with the value is the answer, not a failure of the command.
exit_code inspect_or_tell(const inspect_request& request, terminal console)
{
    try {
        return inspect_value(request, console);
    } catch (const error& problem) {
        report(problem, request.form, console);
        return exit_code::refused;
    }
}

void add_value(CLI::App& app, command_choice& choice)
{
    CLI::App& value = *app.add_subcommand("value", "Look at a single stored value");
    value.require_subcommand(1);
    CLI::App& command =
        *value.add_subcommand("inspect", "Tell what a sealed value says of itself: suite, key id, flags");
    const auto request = on_command<inspect_request>(
        command, choice, [](const inspect_request& asked, command_services&, terminal console) {
            return inspect_or_tell(asked, console);
        });
    command.add_option("value", request->value, "The stored value: text or hexadecimal digits; -: standard input")
        ->required();
    command.footer(
        "Needs no database and no key, and opens nothing. Example:\n"
        "  sqlite3 crm.db \"select email from contact limit 1\" | cellseal value inspect -");
}

exit_code perform(command_choice& choice, command_services& services, terminal console)
{
    try {
        return choice.command(services, console);
    } catch (const error& problem) {
        report(problem, choice.form, console);
        return exit_code_for(problem.code());
    } catch (const std::exception& problem) {
        console.err << "cellseal: " << problem.what() << '\n';
        return exit_code::failed;
    }
}

}  // namespace

exit_code run(std::vector<std::string> arguments, command_services& services, terminal console)
{
    CLI::App app{"cellseal: field encryption for C++ data layers", "cellseal"};
    app.set_version_flag("--version", "cellseal " CELLSEAL_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Example:\n  cellseal explain --help\nExit codes: 0 done, 1 refused, 2 usage, 3 configuration, 4 key, 5 "
        "database, "
        "6 failed");
    command_choice choice;
    add_init(app, choice);
    add_status(app, choice);
    add_check(app, choice);
    add_plan(app, choice);
    add_explain(app, choice);
    add_value(app, choice);
    add_key_active(app, choice);
    add_key_activate(app, choice);
    add_key_show(app, choice);
    add_key_export(app, choice);
    add_key_import(app, choice);
    add_key_test(app, choice);
    add_key_qr(app, choice);
    add_key_shares(app, choice);
    add_key_slots(app, choice);
    add_key_change(app, choice);
    add_key_work(app, choice);
    add_key_status(app, choice);
    add_key_pause(app, choice);
    add_key_end(app, choice);
    add_take_in(app, choice);
    add_audit(app, choice);
    add_rescue(app, choice);
    try {
        std::reverse(arguments.begin(), arguments.end());  // As CLI11 wants them.
        app.parse(std::move(arguments));
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem, console.out, console.err) == 0 ? exit_code::done : exit_code::usage;
    }
    return perform(choice, services, console);
}

}  // namespace cellseal::command_line
