#pragma once

/// Start-up from a settings file (config/settings.md): cellseal::config::load("cellseal.toml").

#include "adapters/crypto/sodium/harden_process.h"
#include "config/application/application.h"
