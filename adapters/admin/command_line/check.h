#pragma once

#include <string>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// `cellseal check`: everything that a start checks, and nothing written.
struct check_request {
    std::string settings_file;
    answer_form form = answer_form::text;
};

/// Ends with the code of the first problem's kind: configuration, key or database.
[[nodiscard]] exit_code tell_check(const check_request& request, command_services& services, terminal console);

}  // namespace cellseal::command_line
