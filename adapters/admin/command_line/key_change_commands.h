#pragma once

#include "adapters/admin/command_line/admin_commands.h"
#include "adapters/admin/command_line/key_change_desk.h"
#include "adapters/admin/command_line/open_administration.h"

namespace cellseal::command_line {

// The commands of a key change, each with its options, its help and its example.
void add_key_change(CLI::App& app, command_choice& choice);
void add_key_work(CLI::App& app, command_choice& choice);
void add_key_status(CLI::App& app, command_choice& choice);
void add_key_pause(CLI::App& app, command_choice& choice);
void add_key_end(CLI::App& app, command_choice& choice);
void add_take_in(CLI::App& app, command_choice& choice);

/// `cellseal key work`, for commands that go on with it.
struct work_request : admin_options {
    std::uint64_t rate = 0;
    std::size_t batch = 0;
    unsigned lease = 30;
    bool dry_run = false;
    std::vector<std::string> acknowledged;
    bool force = false;
    bool compromised = false;
};
[[nodiscard]] work_limits limits_of(const work_request& asked, const admin_caller& caller);
[[nodiscard]] change_worker::watcher watching(answer_form form, terminal console);
void add_pace(CLI::App& command, work_request& request);
/// --force and --compromised, and what they say: a prepared change is activated now. False when they were not given, or
/// nothing is prepared.
void add_haste(CLI::App& command, work_request& request);
bool activate_without_the_missing(const work_request& asked, open_administration& held, const admin_caller& caller);
/// What the owner of the tables has to run where this user may not make the fences; nothing where they stand.
void tell_missing_fences(key_change_desk& desk, terminal console);
exit_code work_on_change(const work_request& asked, open_administration& held, terminal console);

}  // namespace cellseal::command_line
