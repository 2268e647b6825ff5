#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "plugin/statements/dialect.h"

namespace cellseal::soci_orm {

/// What else the database has on its tables, as far as a schema plan cares.
struct schema_extras {
    std::vector<std::pair<std::string, std::string>> indexed;  ///< Table, and the column that an index begins with.
    std::vector<std::string> constraints;                      ///< Names, of those that begin with "cellseal_".

    [[nodiscard]] bool has_index(std::string_view table, std::string_view column) const;
    [[nodiscard]] bool has_constraint(std::string_view name) const;
};

/// Reads them through a native session. Nothing for ODBC, which has no catalogue of its own.
[[nodiscard]] schema_extras read_extras(soci::session& native, dialect language);

}  // namespace cellseal::soci_orm
