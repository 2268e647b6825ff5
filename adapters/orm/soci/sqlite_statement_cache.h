#pragma once

#include <memory>

#include "adapters/orm/soci/statement_cache.h"

namespace cellseal::soci_orm {

/// Keeps the compiled statements of up to 16 plans. Kept ones are reset, so they hold no lock and no bound value.
[[nodiscard]] std::unique_ptr<statement_cache> make_sqlite_statement_cache();

}  // namespace cellseal::soci_orm
