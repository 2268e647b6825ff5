#include "adapters/orm/soci/engine.h"

namespace cellseal::soci_orm {

std::unique_ptr<backstop> engine::make_backstop(soci::session&, const attribute_registry&) const { return nullptr; }

std::int64_t engine::schema_stamp(soci::session&) const { return 0; }

std::optional<std::size_t> engine::column_count(soci::details::statement_backend&) const { return {}; }

column_origin engine::origin_of(soci::details::statement_backend&, int) const { return {}; }

void engine::bind_as_bytes(soci::details::statement_backend&, soci::details::standard_use_type_backend&) const {}

void engine::bind_as_bytes(soci::details::statement_backend&, soci::details::vector_use_type_backend&) const {}

const engine& engine_of_backend(std::string_view backend_name)
{
    return backend_name == "sqlite3" ? sqlite_engine() : information_schema_engine();
}

}  // namespace cellseal::soci_orm
