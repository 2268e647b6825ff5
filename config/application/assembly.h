#pragma once

#include <memory>

#include <soci/soci.h>

#include "adapters/clock/operating_system_clock.h"
#include "adapters/orm/soci/catalogue_store_soci.h"
#include "adapters/orm/soci/event_log_soci.h"
#include "adapters/orm/soci/keyring_database.h"
#include "adapters/orm/soci/keyring_store_soci.h"
#include "adapters/orm/soci/protected_rows_soci.h"
#include "adapters/orm/soci/value_samples_soci.h"
#include "config/application/connecting.h"
#include "config/application/crypto_access.h"
#include "config/application/key_access.h"
#include "config/settings/settings.h"
#include "plugin/keys/start_up.h"

namespace cellseal::config {

/// What a keyring stands on, in the order in which it is made: crypto, key, a connection of its own to the database,
/// the stores in it. Stays where it is: its parts refer to each other.
struct assembly {
    explicit assembly(const settings& from);
    assembly(const assembly&) = delete;
    assembly& operator=(const assembly&) = delete;

    database_address address;
    operating_system_clock time;
    crypto_access crypto;
    key_access key;
    soci::session session;
    soci_orm::keyring_database tables;
    soci_orm::keyring_store_soci store{tables};
    soci_orm::catalogue_store_soci catalogue{tables};
    soci_orm::protected_rows_soci rows{tables};
    soci_orm::event_log_soci events{tables};
    soci_orm::value_samples_soci samples{tables};

    [[nodiscard]] keyring_surroundings surroundings(const settings& from)
    {
        return {from.organisation, store, *key.source, *key.pins, crypto.provider(), time};
    }

    /// For open_or_create(); makes a first key by itself where the settings allow it.
    [[nodiscard]] start_up_plan plan_for(const settings& from, std::shared_ptr<const attribute_registry> registry);

    /// Holds the columns of the tables that exist against what their attributes need.
    /// Throws error bad_schema, column_too_narrow.
    void check_columns(const attribute_registry& registry);
};

/// Whether the first start may make the key: as the settings say, else for SQLite only.
[[nodiscard]] bool makes_first_key(const settings& from);

}  // namespace cellseal::config
