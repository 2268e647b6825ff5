#pragma once

#include <memory>
#include <string>

#include "config/application/assembly.h"
#include "tests/doubles/key_surroundings.h"
#include "tests/key_change/engine_change.h"

namespace cellseal::tests {

/// A process that never hears of a change by itself, however long it takes: its clock stands still.
struct deaf_process {
    explicit deaf_process(const engine_change& organisation)
        : deaf_process(organisation, organisation.engine->connect_string())
    {
    }
    /// Whose data are written over a connection of another user.
    deaf_process(const engine_change& organisation, const std::string& connection)
        : from(config::load_settings((organisation.folder / "cellseal.toml").string())),
          built(from),
          registry(organisation.app->started().registry),
          keyring(std::make_shared<live_keyring>(keyring_surroundings{from.organisation, built.store, *built.key.source,
                                                                      *built.key.pins, built.crypto.provider(), still},
                                                 registry)),
          factory(organisation.engine->factory(), registry, keyring),
          sql((keyring->open(), factory), connection)
    {
    }

    config::settings from;
    config::assembly built;
    manual_clock still;
    std::shared_ptr<const attribute_registry> registry;
    std::shared_ptr<live_keyring> keyring;
    soci_orm::sealing_backend_factory factory;
    soci::session sql;
};

}  // namespace cellseal::tests
