#pragma once

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/protected_rows.h"

namespace cellseal::config {

/// What an administrator's explicit `init` minds: rows that are sealed already, whose key would be another one. Plain
/// rows are what is taken in next.
class sealed_rows final : public protected_rows {
public:
    explicit sealed_rows(soci_orm::keyring_database& database) : database_(database) {}

    /// Throws error keyring_missing, naming the attribute and its key, where a value is sealed already; else nothing.
    [[nodiscard]] std::optional<std::string> occupied_table(const attribute_registry& registry) override;

private:
    soci_orm::keyring_database& database_;
};

}  // namespace cellseal::config
