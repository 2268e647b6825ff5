#pragma once

#include "config/settings/setting_node.h"
#include "config/settings/settings.h"

namespace cellseal::config {

/// `[crypto]`. Throws error bad_setting.
[[nodiscard]] crypto_settings read_crypto(const setting_node& node);

/// `[limits]`. Throws error bad_setting.
[[nodiscard]] limit_settings read_limits(const setting_node& node);

}  // namespace cellseal::config
