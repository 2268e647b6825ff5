#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/admin/status_report.h"
#include "plugin/statements/dialect.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::command_line {

/// Analyses statements under one settings file. Copies share the registry that their plans point into.
struct statement_analyser {
    std::function<statement_plan(std::string_view sql, dialect language)> analyse;
    dialect usual = dialect::sqlite;  ///< The settings' own, where a statement names none.
};

/// What `init` has made.
struct made_key {
    std::string organisation;
    std::string key_check;      ///< "4K7P-Q2XM"
    std::string key_place;      ///< "key file …"
    std::string keyring_place;  ///< "table cellseal_keyring"
    std::vector<std::string> warnings;
};

/// What the command asks of the assembly behind it, which alone knows settings, keys and databases.
/// Every member throws cellseal::error.
class command_services {
public:
    virtual ~command_services() = default;

    /// Reads the settings file; needs neither database nor key.
    [[nodiscard]] virtual statement_analyser analyser(const std::string& settings_file) = 0;

    /// Makes the key file, then the keyring in the database. `key_file` replaces the settings' key source where it is
    /// given. Throws error already_active where a keyring is there, and with the reason where none may be made.
    [[nodiscard]] virtual made_key init(const std::string& settings_file, const std::string& key_file) = 0;

    /// Reads the keyring as stored and counts; needs the database, and no key.
    [[nodiscard]] virtual status_report status(const std::string& settings_file) = 0;
};

}  // namespace cellseal::command_line
