#pragma once

#include <memory>
#include <string>

#include "config/settings/settings.h"
#include "plugin/admin/check_report.h"
#include "plugin/attributes/attribute_registry.h"

namespace cellseal::config {

/// Goes through what a start with these settings and attributes checks, and writes nothing: settings, database, key,
/// keyring, catalogue, columns. What is found is the report; nothing is thrown.
[[nodiscard]] check_report check_start(const settings& from, const std::shared_ptr<const attribute_registry>& registry);

/// The same of a settings file, with what it flags itself.
[[nodiscard]] check_report check_start(const std::string& settings_file);

}  // namespace cellseal::config
