#pragma once

#include <optional>
#include <string>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// `cellseal plan`: what is to be done to the schema, as SQL that a person reads and runs.
struct plan_request {
    std::string settings_file;
    std::optional<dialect> language;  ///< Given: the whole schema in this dialect, and no database is asked.
    answer_form form = answer_form::text;
};

/// `refused` when something is needed; advice alone is `done`.
[[nodiscard]] exit_code tell_plan(const plan_request& request, command_services& services, terminal console);

}  // namespace cellseal::command_line
