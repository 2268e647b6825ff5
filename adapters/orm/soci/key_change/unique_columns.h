#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/stored_table_sql.h"

namespace cellseal::soci_orm {

/// The columns of one table that its database keeps unique, alone or together with others.
class unique_columns {
public:
    /// Reads them: keys, unique constraints, unique indexes, those of some rows alone and those over expressions
    /// included. `table` and `schema` as the database spells them; an empty schema: where an unqualified name is found.
    unique_columns(soci::session& sql, table_home home, const std::string& table, const std::string& schema);

    /// In any letter case.
    [[nodiscard]] bool holds(std::string_view column) const noexcept;

private:
    std::vector<std::string> names_;
    bool all_ = false;  ///< An index over an expression does not say which columns it reads.
};

}  // namespace cellseal::soci_orm
