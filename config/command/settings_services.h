#pragma once

#include <string>

#include "adapters/admin/command_line/command_services.h"

namespace cellseal::config {

/// What stands behind the `cellseal` command: settings files, and the assembly that they describe.
class settings_services : public command_line::command_services {
public:
    [[nodiscard]] command_line::statement_analyser analyser(const std::string& settings_file) override;
};

}  // namespace cellseal::config
