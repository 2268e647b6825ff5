#pragma once

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/value_samples.h"

namespace cellseal::soci_orm {

/// Looks at stored values in the database that holds cellseal's tables. Threads, lifetime: as the keyring_database,
/// which outlives it.
class value_samples_soci final : public value_samples {
public:
    explicit value_samples_soci(keyring_database& database) : database_(database) {}

    [[nodiscard]] std::vector<stored_sample> sample(const protected_table& table, const attribute& which,
                                                    std::size_t most) override;

private:
    keyring_database& database_;
};

}  // namespace cellseal::soci_orm
