#include "adapters/admin/command_line/command_line.h"

#include <algorithm>
#include <functional>
#include <istream>
#include <map>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "adapters/admin/command_line/explain.h"
#include "adapters/admin/command_line/explain_json.h"
#include "adapters/admin/command_line/init.h"
#include "adapters/admin/command_line/status.h"
#include "adapters/admin/command_line/value_inspect.h"

namespace cellseal::command_line {

namespace {

/// What the arguments chose. The requests live here, since CLI11 writes into them while it parses.
struct chosen {
    std::function<exit_code(command_services&, terminal)> command;
    answer_form form = answer_form::text;
    explain_request explain;
    inspect_request inspect;
    init_request init;
    status_request status;
};

void add_settings_option(CLI::App& command, std::string& file)
{
    file = "cellseal.toml";
    command.add_option("-c,--config", file, "The settings file; cellseal.toml if left out")->envname("CELLSEAL_CONFIG");
}

void add_json_flag(CLI::App& command, chosen& choice)
{
    command.add_flag_callback(
        "--json", [&choice] { choice.form = answer_form::json; }, "Answer in JSON");
}

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

void add_explain(CLI::App& app, chosen& choice)
{
    CLI::App& command =
        *app.add_subcommand("explain", "Tell what becomes of a statement: understood, refused and why, rewritten");
    explain_request& request = choice.explain;
    add_settings_option(command, request.settings_file);
    add_dialect_option(command, request.language);
    add_json_flag(command, choice);
    command.add_option("statement", request.sql, "The statement; - or nothing: standard input");
    command.add_flag("--batch", request.batch,
                     "Answer each line {\"id\",\"dialect\",\"sql\"} of standard input with one line of JSON");
    command.footer(
        "Needs no database and no key. Example:\n"
        "  cellseal explain --config cellseal.toml \"select id from contact where email = :e\"");
    command.callback([&choice] {
        if (choice.explain.batch && choice.explain.sql)
            throw CLI::ValidationError{"--batch", "reads statements from standard input; leave the statement out"};
        choice.command = [&choice](command_services& services, terminal console) {
            choice.explain.form = choice.form;
            return explain(choice.explain, services, console);
        };
    });
}

void add_init(CLI::App& app, chosen& choice)
{
    CLI::App& command = *app.add_subcommand("init", "Make the first key: a passphrase in a key file, and the keyring");
    add_settings_option(command, choice.init.settings_file);
    add_json_flag(command, choice);
    command.add_option("--key-file", choice.init.key_file, "Write the key here instead of where the settings say");
    command.footer(
        "Refused where a key or a keyring is there already, or sealed values without one. Example:\n"
        "  cellseal init --config cellseal.toml");
    command.callback([&choice] {
        choice.command = [&choice](command_services& services, terminal console) {
            choice.init.form = choice.form;
            return make_key(choice.init, services, console);
        };
    });
}

void add_status(CLI::App& app, chosen& choice)
{
    CLI::App& command = *app.add_subcommand("status", "Count what is sealed under which key; needs no key");
    add_settings_option(command, choice.status.settings_file);
    add_json_flag(command, choice);
    command.footer(
        "Exit code 1: there is no keyring, or plain or unclear values lie in protected columns. Example:\n"
        "  cellseal status --config cellseal.toml --json");
    command.callback([&choice] {
        choice.command = [&choice](command_services& services, terminal console) {
            choice.status.form = choice.form;
            return tell_status(choice.status, services, console);
        };
    });
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

void add_value(CLI::App& app, chosen& choice)
{
    CLI::App& value = *app.add_subcommand("value", "Look at a single stored value");
    value.require_subcommand(1);
    CLI::App& command =
        *value.add_subcommand("inspect", "Tell what a sealed value says of itself: suite, key id, flags");
    add_json_flag(command, choice);
    command
        .add_option("value", choice.inspect.value, "The stored value: text or hexadecimal digits; -: standard input")
        ->required();
    command.footer(
        "Needs no database and no key, and opens nothing. Example:\n"
        "  sqlite3 crm.db \"select email from contact limit 1\" | cellseal value inspect -");
    command.callback([&choice] {
        choice.command = [&choice](command_services&, terminal console) {
            choice.inspect.form = choice.form;
            return inspect_or_tell(choice.inspect, console);
        };
    });
}

exit_code perform(chosen& choice, command_services& services, terminal console)
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
    chosen choice;
    add_init(app, choice);
    add_status(app, choice);
    add_explain(app, choice);
    add_value(app, choice);
    try {
        std::reverse(arguments.begin(), arguments.end());  // As CLI11 wants them.
        app.parse(std::move(arguments));
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem, console.out, console.err) == 0 ? exit_code::done : exit_code::usage;
    }
    return perform(choice, services, console);
}

}  // namespace cellseal::command_line
