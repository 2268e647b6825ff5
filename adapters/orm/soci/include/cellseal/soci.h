#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/as_attribute.h"
#include "adapters/orm/soci/entity_bulk.h"
#include "adapters/orm/soci/entity_conversion.h"
#include "adapters/orm/soci/entity_rows.h"
#include "adapters/orm/soci/entity_statements.h"
#include "adapters/orm/soci/secret.h"
#include "adapters/orm/soci/soci_version.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/interceptor/attribute_interceptor.h"
#include "plugin/keys/keyring.h"

/// SOCI with protected attributes: open sessions through a sealing_backend_factory and use them as ever.
namespace cellseal::soci_orm {

struct session_options {
    interceptor_limits limits;
    /// Whose SQL is spoken, where the backend's name does not tell: for ODBC.
    std::optional<dialect> language;
    /// After how long a session asks whether another connection has changed the schema (views, triggers, columns).
    std::chrono::milliseconds schema_age = std::chrono::seconds(30);
    /// Runs for each new connection, those of a pool and those made anew by reconnect() too, before anything else: time
    /// zone, role, pragmas. Given the native session: its statements are not analysed. What it throws ends the opening.
    /// Called from the thread that opens the session.
    std::function<void(soci::session& native)> on_connect;
};

/// The SOCI backend that seals and opens. Works around another backend, of which it uses public members only.
///
/// ```cpp
/// cellseal::soci_orm::sealing_backend_factory sealing(*soci::factory_sqlite3(), registry, keys);
/// soci::session sql(sealing, "dbname=crm.db");
/// sql << "insert into contact(id, email) values(:id, :email)", soci::use(id), soci::use(email);
/// ```
///
/// Guarantee: values of protected attributes reach the inner backend sealed or as tokens only. A statement that names
/// a protected table and is not understood is refused when it is prepared (error statement_refused). A statement that
/// names none goes through byte for byte, with the inner backend's own elements.
/// Errors: those of the database stay of the type the inner backend throws, with a what() that holds no bound value;
/// catch them by reference. cellseal::error for everything else.
/// Threads: sessions may be opened from any number of threads; a session belongs to one thread, as ever.
/// Lifetime: outlives every session and pool opened through it, as SOCI demands of any factory.
class sealing_backend_factory final : public soci::backend_factory {
public:
    sealing_backend_factory(const soci::backend_factory& inner, std::shared_ptr<const attribute_registry> registry,
                            std::shared_ptr<keyring_access> keys, session_options options = {});
    /// The inner backend by SOCI's name for it: "sqlite3", "postgresql", "mysql", "odbc", "firebird".
    /// Throws soci_error where SOCI cannot load it.
    sealing_backend_factory(const std::string& inner_backend, std::shared_ptr<const attribute_registry> registry,
                            std::shared_ptr<keyring_access> keys, session_options options = {});
    ~sealing_backend_factory() override;

    [[nodiscard]] soci::details::session_backend* make_session(
        const soci::connection_parameters& parameters) const override;

    /// How many stored values did not open since this factory was made.
    [[nodiscard]] std::uint64_t failed_openings() const;
    /// How many values were sealed since then.
    [[nodiscard]] std::uint64_t sealed_values() const;

private:
    struct parts;
    std::shared_ptr<parts> parts_;
};

/// The session underneath, on the same connection and in the same transaction: what goes through it is neither sealed
/// nor opened nor refused. For the backend's own extensions (`native(sql).get_backend()` is of the inner type) and for
/// work on the stored form. A session that was not opened through a sealing_backend_factory is its own native session.
///
/// Lives until `sql` is closed or reconnected.
[[nodiscard]] soci::session& native(soci::session& sql);

/// Holds every registered attribute against the live schema: tables, columns and index columns exist, can hold sealed
/// values and are wide enough. For start-up; statements check the columns that they touch by themselves.
///
/// Throws error bad_schema or column_too_narrow with all findings, one a line.
void check_schema(soci::session& sql);

}  // namespace cellseal::soci_orm
