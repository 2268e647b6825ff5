#include "adapters/orm/soci/engine.h"

#include "adapters/orm/soci/include/cellseal/soci.h"

namespace cellseal::soci_orm {

std::unique_ptr<backstop> engine::make_backstop(soci::session&, const attribute_registry&) const { return nullptr; }

std::unique_ptr<statement_cache> engine::make_statement_cache() const { return nullptr; }

int engine::times_compiled_again(soci::details::statement_backend&) const noexcept { return 0; }

reading_settings engine::require_known_reading(soci::session&) const { return {}; }

std::uint64_t engine::connection_stamp(soci::session&) const { return 0; }

std::int64_t engine::schema_stamp(soci::session&) const { return 0; }

std::optional<std::size_t> engine::column_count(soci::details::statement_backend&) const { return {}; }

column_origin engine::origin_of(soci::session&, soci::details::statement_backend&, int, origin_cache&) const
{
    return {};
}

bool engine::in_transaction(soci::session&) const { return true; }

void engine::to_exchanged(std::string&) const {}

void engine::from_exchanged(std::string&, const std::string&) const {}

bool engine::lend(soci::details::statement_backend&, std::span<lent_text>) const { return false; }

void engine::bind_as_bytes(soci::details::statement_backend&, soci::details::standard_use_type_backend&) const {}

void engine::bind_as_bytes(soci::details::statement_backend&, soci::details::vector_use_type_backend&) const {}

const engine& engine_of_backend(std::string_view backend_name)
{
    if (backend_name == "sqlite3") return sqlite_engine();
#ifdef CELLSEAL_SOCI_POSTGRESQL
    if (backend_name == "postgresql") return postgresql_engine();
#endif
#ifdef CELLSEAL_SOCI_MYSQL
    if (backend_name == "mysql") return mysql_engine();
#endif
#ifdef CELLSEAL_SOCI_FIREBIRD
    if (backend_name == "firebird") return firebird_engine();
#endif
    return other_engine();
}

const engine& engine_of_session(soci::session& inner)
{
#ifdef CELLSEAL_SOCI_ODBC
    if (inner.get_backend_name() == "odbc") return odbc_engine_of(native(inner));
#endif
    return engine_of_backend(inner.get_backend_name());
}

std::optional<dialect> dialect_of_session(soci::session& inner)
{
    const std::optional<dialect> spoken = engine_of_session(inner).speaks();
    return spoken ? spoken : dialect_of_backend(inner.get_backend_name());
}

}  // namespace cellseal::soci_orm
