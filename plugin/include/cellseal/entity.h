#pragma once

/// Annotate a class: which of its members are sealed. Core only; no database, no cryptography.

#include "plugin/entity/enum_mapping.h"
#include "plugin/entity/macro.h"
#include "plugin/entity/nested.h"
#include "plugin/entity/registration.h"
#include "plugin/entity/statement_text.h"
#include "plugin/entity/table.h"
#include "plugin/entity/where.h"
#include "plugin/entity/write_only.h"
