#pragma once

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/protected_rows.h"

namespace cellseal::soci_orm {

/// Looks into the protected tables of the database that holds cellseal's. Threads, lifetime: as the keyring_database,
/// which outlives it.
class protected_rows_soci final : public protected_rows {
public:
    explicit protected_rows_soci(keyring_database& database) : database_(database) {}

    [[nodiscard]] std::optional<std::string> occupied_table(const attribute_registry& registry) override;

private:
    keyring_database& database_;
};

}  // namespace cellseal::soci_orm
