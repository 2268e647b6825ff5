#pragma once

#include <memory>

#include "adapters/orm/soci/engine.h"

namespace soci {
struct sqlite3_session_backend;
}

namespace cellseal::soci_orm {

/// SQLite's authorizer, which sees through views and triggers. It is set once, because setting it makes SQLite prepare
/// every open statement anew, and never taken away: nothing is prepared once the session that owns this goes, and the
/// connection may be closed by then. An application that sets an authorizer of its own on
/// the native connection takes this one away.
[[nodiscard]] std::unique_ptr<backstop> make_sqlite_backstop(soci::sqlite3_session_backend& connection,
                                                             const attribute_registry& registry);

}  // namespace cellseal::soci_orm
