#pragma once

#include <soci/soci.h>

#include "plugin/admin/coverage.h"
#include "plugin/attributes/attribute_registry.h"

namespace cellseal::soci_orm {

/// Counts the stored values of one attribute by their first bytes, in one statement that reads the table once. No value
/// leaves the database, only the public front of sealed ones.
///
/// `sql` may be a plain session or native(sql). Throws soci_error as the database does: a missing table or column.
[[nodiscard]] attribute_coverage count_coverage(soci::session& sql, const protected_table& table,
                                                const attribute& which);

}  // namespace cellseal::soci_orm
