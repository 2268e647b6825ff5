#pragma once

#include <string>

#include "adapters/admin/command_line/command_services.h"

namespace cellseal::config {

/// What stands behind the `cellseal` command: settings files, and the assembly that they describe.
class settings_services : public command_line::command_services {
public:
    [[nodiscard]] command_line::statement_analyser analyser(const std::string& settings_file) override;
    [[nodiscard]] command_line::made_key init(const std::string& settings_file, const std::string& key_file) override;
    [[nodiscard]] status_report status(const std::string& settings_file) override;
};

}  // namespace cellseal::config
