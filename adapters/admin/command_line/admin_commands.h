#pragma once

#include <string>

#include "adapters/admin/command_line/command_choice.h"
#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// What every command of the administrator's contract is given.
struct admin_options {
    std::string settings_file;
    std::string reason;
    answer_form form = answer_form::text;
};

/// -c, --reason
void add_admin_options(CLI::App& command, admin_options& options);

/// Says on the error output why a look is not on record, if it is not.
void tell_not_recorded(const std::string& why, const terminal& console);

// Each adds one command, or one group of them, with its options, its help and its example.
void add_key_active(CLI::App& app, command_choice& choice);
void add_key_activate(CLI::App& app, command_choice& choice);
void add_key_show(CLI::App& app, command_choice& choice);
void add_key_export(CLI::App& app, command_choice& choice);
void add_key_import(CLI::App& app, command_choice& choice);
void add_key_test(CLI::App& app, command_choice& choice);
void add_key_qr(CLI::App& app, command_choice& choice);
void add_key_shares(CLI::App& app, command_choice& choice);
void add_key_slots(CLI::App& app, command_choice& choice);
void add_audit(CLI::App& app, command_choice& choice);
void add_rescue(CLI::App& app, command_choice& choice);

}  // namespace cellseal::command_line
