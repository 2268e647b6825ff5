#pragma once

#include <string>

#include "config/settings/settings.h"
#include "plugin/admin/check_report.h"

namespace cellseal::config {

/// Goes through what a start with this settings file checks, and writes nothing: settings, database, key, keyring,
/// catalogue, columns. What is found is the report; nothing is thrown.
[[nodiscard]] check_report check_everything(const std::string& settings_file);

}  // namespace cellseal::config
