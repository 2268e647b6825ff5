#pragma once

#include <string>
#include <vector>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// The `cellseal` command: reads `arguments` (without the program's name), does what they say with `services`, answers
/// on `console`. Never throws; what it returns goes to the shell.
[[nodiscard]] exit_code run(std::vector<std::string> arguments, command_services& services, terminal console);

}  // namespace cellseal::command_line
