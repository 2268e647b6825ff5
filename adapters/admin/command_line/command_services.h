#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "plugin/statements/dialect.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::command_line {

/// Analyses statements under one settings file. Copies share the registry that their plans point into.
struct statement_analyser {
    std::function<statement_plan(std::string_view sql, dialect language)> analyse;
    dialect usual = dialect::sqlite;  ///< The settings' own, where a statement names none.
};

/// What the command asks of the assembly behind it, which alone knows settings, keys and databases.
/// Every member throws cellseal::error.
class command_services {
public:
    virtual ~command_services() = default;

    /// Reads the settings file; needs neither database nor key.
    [[nodiscard]] virtual statement_analyser analyser(const std::string& settings_file) = 0;
};

}  // namespace cellseal::command_line
