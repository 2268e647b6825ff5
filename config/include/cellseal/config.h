#pragma once

/// Start-up from a settings file (config/settings.md): cellseal::config::load("cellseal.toml").

#include "config/application/application.h"
