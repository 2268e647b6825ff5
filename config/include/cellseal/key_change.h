#pragma once

/// Changing an organisation's key while everything runs: application::key_change().

#include "config/application/key_change_access.h"
