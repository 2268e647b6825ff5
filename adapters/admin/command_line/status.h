#pragma once

#include <string>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// `cellseal status`: the keyring as stored, and the coverage of each attribute.
struct status_request {
    std::string settings_file;
    answer_form form = answer_form::text;
};

/// `refused` when there is no keyring, or a plain or unclear value lies in a protected column.
[[nodiscard]] exit_code tell_status(const status_request& request, command_services& services, terminal console);

/// For a person. Ends with a line break.
[[nodiscard]] std::string status_text(const status_report& report);

}  // namespace cellseal::command_line
