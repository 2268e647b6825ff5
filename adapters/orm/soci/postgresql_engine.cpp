#include <libpq-fe.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <soci/soci.h>
#include <soci/postgresql/soci-postgresql.h>

#include <fmt/format.h>

#include "adapters/orm/soci/bytea_text.h"
#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/server_reading.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

using soci::details::statement_backend;

const PGresult* result_of(statement_backend& statement)
{
    return static_cast<soci::postgresql_statement_backend&>(statement).result_.get_result();
}

/// The names behind an OID of a table and the number of a column, both from the server itself.
column_origin look_up(soci::session& inner, Oid table, int column)
{
    column_origin found;
    const auto oid = static_cast<long long>(table);
    inner << "select c.relname::text, a.attname::text from pg_catalog.pg_class c join pg_catalog.pg_attribute a on "
             "a.attrelid = c.oid where c.oid = :t and a.attnum = :c and pg_catalog.pg_table_is_visible(c.oid)",
        soci::use(oid, "t"), soci::use(column, "c"), soci::into(found.table), soci::into(found.column);
    return found;
}

class postgresql final : public engine {
public:
    live_schema read_schema(soci::session& inner) const override { return postgresql_catalogue_of(inner); }

    bool has_free_blobs() const noexcept override { return false; }

    bool gains_by_many_rows() const noexcept override { return true; }

    reading_settings require_known_reading(soci::session& inner) const override { return postgresql_reading_of(inner); }

    // search_path is not among the settings that the server reports: it is read again with the catalogue.
    std::uint64_t connection_stamp(soci::session& inner) const override
    {
        PGconn* const connection = static_cast<soci::postgresql_session_backend&>(*inner.get_backend()).conn_;
        std::uint64_t stamp = static_cast<std::uint64_t>(PQbackendPID(connection)) << 32;
        for (const char* each : {"standard_conforming_strings", "client_encoding"}) {
            const char* const value = PQparameterStatus(connection, each);
            stamp = stamp * 31 + (value == nullptr ? 0 : std::hash<std::string_view>{}(value));
        }
        return stamp;
    }

    std::int64_t schema_stamp(soci::session& inner) const override { return postgresql_generation_of(inner); }

    origin_time names_origins() const noexcept override { return origin_time::executed; }

    bool in_transaction(soci::session& inner) const override
    {
        auto& connection = static_cast<soci::postgresql_session_backend&>(*inner.get_backend());
        return PQtransactionStatus(connection.conn_) != PQTRANS_IDLE;
    }

    std::optional<std::size_t> column_count(statement_backend& statement) const override
    {
        const PGresult* result = result_of(statement);
        if (result == nullptr) return {};
        return static_cast<std::size_t>(PQnfields(result));
    }

    column_origin origin_of(soci::session& inner, statement_backend& statement, int position,
                            origin_cache& known) const override
    {
        const PGresult* result = result_of(statement);
        const Oid table = PQftable(result, position - 1);
        const int column = PQftablecol(result, position - 1);
        if (table == InvalidOid || column <= 0) return {};
        const auto [entry, is_new] = known.try_emplace({table, column});
        if (is_new) entry->second = look_up(inner, table, column);
        return entry->second;
    }

    // The text protocol: a std::string is cut at a NUL, and bytea has a text form of its own.
    void to_exchanged(std::string& bytes) const override { bytes = to_bytea_text(bytes); }

    void from_exchanged(std::string& text, const std::string& place) const override
    {
        auto bytes = from_bytea_text(text);
        if (!bytes)
            throw error(errc::bad_encoding, fmt::format("What the database gives for {} is no bytea in text form; look "
                                                        "at the type of the column.",
                                                        place));
        text = std::move(*bytes);
    }
};

}  // namespace

const engine& postgresql_engine()
{
    static const postgresql only;
    return only;
}

}  // namespace cellseal::soci_orm
