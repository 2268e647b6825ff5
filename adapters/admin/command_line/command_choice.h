#pragma once

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// What the arguments chose: each command's callback puts itself here while CLI11 parses.
struct command_choice {
    std::function<exit_code(command_services&, terminal)> command;
    answer_form form = answer_form::text;  ///< --json, of whichever command.
};

/// -c, --config; `file` must live until the command has run.
void add_settings_option(CLI::App& command, std::string& file);
/// --json
void add_json_flag(CLI::App& command, command_choice& choice);

/// The group `cellseal key …`, made by whoever comes first.
[[nodiscard]] CLI::App& key_group(CLI::App& app);

/// Runs `act(request, services, console)` with a request of its own, into which options write, and whose `form` is set.
/// Gives the request, for adding options.
template <class Request, class Act>
std::shared_ptr<Request> on_command(CLI::App& command, command_choice& choice, Act act)
{
    auto request = std::make_shared<Request>();
    add_json_flag(command, choice);
    command.callback([&choice, request, act] {
        choice.command = [&choice, request, act](command_services& services, terminal console) {
            request->form = choice.form;
            return act(*request, services, console);
        };
    });
    return request;
}

}  // namespace cellseal::command_line
