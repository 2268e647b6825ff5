#pragma once

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/admin/rescue.h"

namespace cellseal::soci_orm {

/// The rows of one table, read in pages or by a cursor within one transaction, so that they are of one moment and
/// memory stays constant. Threads, lifetime: as the keyring_database, which outlives it, as does the registry.
class stored_table_rows_soci final : public stored_table_rows {
public:
    /// `name` as the database or SQL spells it. Throws error bad_schema where there is no such table.
    stored_table_rows_soci(keyring_database& database, const attribute_registry& registry, const std::string& name);

    [[nodiscard]] const std::vector<rescued_column>& columns() const override { return columns_; }
    void each(const std::function<void(const stored_cells_row&)>& visit) override;

private:
    void describe(soci::session& sql, const attribute_registry& registry, const std::string& name);
    void walk(soci::session& sql, const std::function<void(const stored_cells_row&)>& visit) const;
    [[nodiscard]] std::size_t read(soci::session& sql, const std::string& query,
                                   const std::function<void(const stored_cells_row&)>& visit) const;
    [[nodiscard]] stored_cells_row row_from(const soci::row& row) const;

    keyring_database& database_;
    std::string table_;  // As the database spells it.
    std::vector<rescued_column> columns_;
    std::vector<bool> is_bytes_;  // Plain columns that are read in hexadecimal digits.
    std::vector<std::string> key_;
    bool bound_to_row_ = false;
    std::string select_;  // All columns, then the key's once more.
};

}  // namespace cellseal::soci_orm
