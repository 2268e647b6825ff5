#pragma once

#include <optional>
#include <string>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// `cellseal explain`: what the analysis makes of one statement, or with --batch of each line.
struct explain_request {
    std::string settings_file;
    std::optional<std::string> sql;  ///< Not given, or "-": standard input.
    std::optional<dialect> language;
    answer_form form = answer_form::text;
    bool batch = false;
};

/// `refused` exactly when the one statement is refused. Throws error bad_setting and what the settings bring along.
[[nodiscard]] exit_code explain(const explain_request& request, command_services& services, terminal console);

}  // namespace cellseal::command_line
