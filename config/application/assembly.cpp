#include "config/application/assembly.h"

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/session_schema.h"

namespace cellseal::config {

assembly::assembly(const settings& from)
    : address(address_of(from)),
      crypto(from.crypto),
      key(make_key_access(from, crypto.provider())),
      session(open_plain(address)),
      tables(session, soci_orm::keyring_table_names::with_prefix(from.database.table_prefix))
{
}

start_up_plan assembly::plan_for(const settings& from, std::shared_ptr<const attribute_registry> registry)
{
    return {.around = surroundings(from),
            .catalogue = catalogue,
            .rows = rows,
            .registry = std::move(registry),
            .new_key = makes_first_key(from) ? key.new_key : nullptr,
            .cost = std::nullopt,
            .passphrase_on_record = from.key.show};
}

void assembly::check_columns(const attribute_registry& registry)
{
    connecting(address, [&] {
        soci_orm::session_schema schema{session, soci_orm::engine_of_session(session), registry};
        for (const attribute& each : registry.attributes()) schema.require_fit(each);
        for (const compound_definition& each : registry.compounds()) schema.require_fit(each.tokens);
    });
}

bool makes_first_key(const settings& from)
{
    return from.key.automatic_first_key.value_or(from.database.backend == "sqlite3");
}

}  // namespace cellseal::config
