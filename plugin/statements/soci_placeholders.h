#pragma once

#include <cstdint>
#include <string_view>

#include "plugin/statements/dialect.h"
#include "plugin/statements/lexer.h"

namespace cellseal {

/// Throws refused (code lexer) unless SOCI's own scanner for named parameters sees exactly the parameters that the
/// lexer saw. The scanners of SOCI 4.0.3 know quotes, but no comments, dollar quotes or escape strings; SQLite's
/// backend has none and leaves it to sqlite3_prepare.
///
/// Source: behaviour of src/backends/{postgresql,mysql,firebird,odbc}/statement.cpp at v4.0.3.
void refuse_unless_soci_agrees(std::string_view sql, dialect which, const lexed_text& seen);

}  // namespace cellseal
