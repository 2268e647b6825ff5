#include "config/application/administration.h"

#include "adapters/orm/soci/stored_columns.h"
#include "plugin/attributes/recorded_registry.h"
#include "plugin/keys/needed_key.h"

namespace cellseal::config {

namespace {

// Before the keyring is open nothing vouches for these rows; they decide which values are looked at, no more.
std::shared_ptr<const attribute_registry> registry_for(assembly& parts, const settings& from)
{
    try {
        const auto entries = parts.catalogue.load();
        if (!entries.empty()) return registry_on_record(parts.tables, entries);
    } catch (const error& refused) {
        if (refused.code() == errc::database_unavailable) throw;
    }
    return registry_of(from);
}

}  // namespace

administration::administration(settings from)
    : from_(std::move(from)),
      parts_(from_),
      registry_(registry_for(parts_, from_)),
      keyring_(parts_.surroundings(from_), registry_)
{
    try {
        keyring_.open();
    } catch (const error& refused) {
        if (refused.code() == errc::database_unavailable) throw;
        keyring_.deactivate(with_needed_key(refused, parts_.store));
    }
}

administrator administration::for_whom(const authorizer& who_may, channel_predicate channel_is_private)
{
    return administrator{{.around = parts_.surroundings(from_),
                          .catalogue = parts_.catalogue,
                          .events = parts_.events,
                          .samples = parts_.samples,
                          .keyring = keyring_,
                          .registry = registry_,
                          .who_may = who_may,
                          .channel_is_private = std::move(channel_is_private),
                          .key_place = parts_.key.new_key,
                          .show_allowed = from_.key.show}};
}

std::shared_ptr<const attribute_registry> registry_on_record(soci_orm::keyring_database& tables,
                                                             const std::vector<catalogue_entry>& entries)
{
    return recorded_registry(entries, [&](const std::string& table) {
        return tables.answer([&](soci::session& sql) { return soci_orm::primary_key_of(sql, table, tables.home()); });
    });
}

}  // namespace cellseal::config
