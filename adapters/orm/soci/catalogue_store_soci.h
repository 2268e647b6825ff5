#pragma once

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/catalogue_store.h"

namespace cellseal::soci_orm {

/// The catalogue in table `cellseal_attribute`. Threads, lifetime: as the keyring_database, which outlives it.
class catalogue_store_soci final : public catalogue_store {
public:
    explicit catalogue_store_soci(keyring_database& database) : database_(database) {}

    [[nodiscard]] std::vector<catalogue_entry> load() override;

private:
    keyring_database& database_;
};

}  // namespace cellseal::soci_orm
