#pragma once

#include "adapters/crypto/sodium/sodium_provider.h"
#include "plugin/keys/start_up.h"
#include "tests/doubles/key_surroundings.h"
#include "tests/doubles/memory_tables.h"
#include "tests/doubles/scripted_random.h"

namespace cellseal {

/// An organisation with everything that its keyring stands on, in memory, and cheap passphrase hashes.
struct organisation {
    static constexpr passphrase_hash_cost cheap{1, 8192};

    sodium_provider sodium;
    scripted_random crypto{sodium};
    memory_tables tables;
    memory_keyring_store store{tables};
    memory_catalogue_store catalogue{tables};
    memory_event_log log{tables};
    memory_key_place key{sodium};
    memory_pins pins;
    listed_rows rows;
    manual_clock time;

    static attribute named(const std::string& name)
    {
        attribute what;
        what.name = what.column = name;
        return what;
    }
    static std::shared_ptr<const attribute_registry> registry_of(std::vector<attribute> attributes)
    {
        attribute_registry::builder builder;
        builder.add(registration{"contact", "", "contact", {}, {"id"}, std::move(attributes), "entity contact"});
        return builder.build();
    }
    static std::shared_ptr<const attribute_registry> email_and_ssn()
    {
        return registry_of({named("email"), named("ssn")});
    }

    keyring_surroundings around() { return {"contoso", store, key, pins, crypto, time}; }
    start_up_plan plan(std::shared_ptr<const attribute_registry> registry = email_and_ssn())
    {
        return {around(), catalogue, rows, std::move(registry), &key, cheap};
    }
    start_up_report start() { return open_or_create(plan()); }
    start_up_report start(std::shared_ptr<const attribute_registry> registry)
    {
        return open_or_create(plan(std::move(registry)));
    }
};

}  // namespace cellseal
