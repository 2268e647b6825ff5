#include "config/application/key_change_access.h"

namespace cellseal::config {

key_change_access::key_change_access(assembly& built, const settings& from,
                                     std::shared_ptr<const attribute_registry> registry, live_keyring& keyring)
    : session_(open_plain(built.address)),
      rows_(session_, registry, built.tables.names()),
      processes_(built.tables),
      identity_(built.crypto.provider()),
      around_{.around = {from.organisation, built.store, *built.key.source, *built.key.pins, built.crypto.provider(),
                         built.time},
              .catalogue = built.catalogue,
              .processes = processes_,
              .identity = identity_,
              .rows = rows_,
              .key_place = built.key.new_key,
              .registry = std::move(registry),
              .keyring = keyring,
              .cost = std::nullopt,
              .passphrase_on_record = from.key.show},
      changer_(around_)
{
}

}  // namespace cellseal::config
