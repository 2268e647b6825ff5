#pragma once

#include <soci/soci.h>

#include <string_view>
#include <vector>

namespace cellseal::soci_orm {

/// What an entity's description says, where it is to be written to another table than its own.
struct described_columns {
    std::string_view entity;
    std::vector<std::string_view> sealed;
};

/// Before a table is named in a statement that writes entities: it can stand there as it is ("archive", "old.archive"),
/// and every column that the description seals is protected in it too, so that nothing goes into it in the open. A
/// session that seals nothing protects nothing and is asked nothing.
/// Throws error bad_attribute, attribute_not_flagged, naming table and columns.
void require_named_table(soci::session& sql, std::string_view table, const described_columns& of);

}  // namespace cellseal::soci_orm
