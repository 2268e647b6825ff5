#pragma once

#include <soci/soci.h>

#include "plugin/statements/dialect_traits.h"

namespace cellseal::soci_orm {

/// How a server reads the texts of this session, asked for in SQL: the same over its own client library and over ODBC.
/// Throws error bad_setting, saying what to set, where it reads them in a way that the analysis does not follow.
[[nodiscard]] reading_settings postgresql_reading_of(soci::session& inner);
[[nodiscard]] reading_settings mysql_reading_of(soci::session& inner);

/// Throws error bad_setting where the server would cut a value off in silence.
void require_strict_mysql(soci::session& inner);

}  // namespace cellseal::soci_orm
