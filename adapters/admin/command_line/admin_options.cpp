#include "adapters/admin/command_line/admin_commands.h"

#include <ostream>

namespace cellseal::command_line {

void add_admin_options(CLI::App& command, admin_options& options)
{
    add_settings_option(command, options.settings_file);
    command.add_option("--reason", options.reason, "Why; stands in the audit trail");
}

void tell_not_recorded(const std::string& why, const terminal& console)
{
    if (!why.empty()) console.err << "cellseal: " << why << '\n';
}

}  // namespace cellseal::command_line
