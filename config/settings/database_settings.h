#pragma once

#include "config/settings/setting_reader.h"
#include "config/settings/settings.h"

namespace cellseal::config {

/// Reads [database]. Relative paths start from the folder of the settings file.
[[nodiscard]] database_settings read_database(const setting_node& node);

/// Reads [key].
[[nodiscard]] key_settings read_key(const setting_node& node);

/// A path of the settings file as the process has to open it: relative ones start from the file's folder, a leading
/// `~/` is the home folder.
[[nodiscard]] std::string path_from(const source_position& at, const std::string& path);

}  // namespace cellseal::config
