#include <string>

#include <soci/odbc/soci-odbc.h>
#include <soci/soci.h>

#include "adapters/orm/soci/bytea_text.h"
#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/server_reading.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

using soci::details::statement_backend;

std::string column_attribute(statement_backend& statement, int position, SQLUSMALLINT which)
{
    char name[256] = "";
    SQLSMALLINT length = 0;
    const SQLRETURN done = SQLColAttribute(static_cast<soci::odbc_statement_backend&>(statement).hstmt_,
                                           static_cast<SQLUSMALLINT>(position), which, name,
                                           static_cast<SQLSMALLINT>(sizeof(name)), &length, nullptr);
    return SQL_SUCCEEDED(done) ? std::string(name) : std::string();
}

/// What all databases behind ODBC share. A driver that names no base columns leaves the origin unknown.
class odbc : public engine {
public:
    origin_time names_origins() const noexcept override { return origin_time::executed; }

    bool has_free_blobs() const noexcept override { return false; }

    std::optional<std::size_t> column_count(statement_backend& statement) const override
    {
        SQLSMALLINT columns = 0;
        SQLNumResultCols(static_cast<soci::odbc_statement_backend&>(statement).hstmt_, &columns);
        return static_cast<std::size_t>(columns);
    }

    column_origin origin_of(soci::session&, statement_backend& statement, int position, origin_cache&) const override
    {
        column_origin found{column_attribute(statement, position, SQL_DESC_BASE_TABLE_NAME),
                            column_attribute(statement, position, SQL_DESC_BASE_COLUMN_NAME)};
        if (found.table.empty() || found.column.empty()) return {};
        return found;
    }
};

class odbc_to_postgresql final : public odbc {
public:
    live_schema read_schema(soci::session& inner) const override
    {
        return postgresql_catalogue_of(inner);
    }

    reading_settings require_known_reading(soci::session& inner) const override { return postgresql_reading_of(inner); }
    // The driver tells of no setting that changes: they are asked for with the schema, from time to time.
    std::int64_t schema_stamp(soci::session& inner) const override
    {
        long long settings = 0;
        inner << "select hashtextextended(current_setting('standard_conforming_strings') || "
                 "current_setting('client_encoding'), 0)",
            soci::into(settings);
        return postgresql_generation_of(inner) ^ settings;
    }
    std::optional<dialect> speaks() const noexcept override { return dialect::postgres; }

    // SOCI binds and reads characters: bytea by its hexadecimal digits, which the driver gives without the `\x`.
    void to_exchanged(std::string& bytes) const override { bytes = to_bytea_text(bytes); }
    void from_exchanged(std::string& text, const std::string& place) const override
    {
        auto bytes = from_bytea_text(text.starts_with("\\x") ? text : "\\x" + text);
        if (!bytes)
            throw error(errc::bad_encoding, "What the driver gives for " + place +
                                                " is no bytea in hexadecimal digits; look at the type of "
                                                "the column.");
        text = std::move(*bytes);
    }
};

class odbc_to_mysql final : public odbc {
public:
    live_schema read_schema(soci::session& inner) const override
    {
        return information_schema_of(inner, catalogue_of::mysql);
    }
    reading_settings require_known_reading(soci::session& inner) const override { return mysql_reading_of(inner); }
    void require_faithful(soci::session& inner) const override { require_strict_mysql(inner); }
    bool compares_tables_by_case() const noexcept override { return true; }
    bool carries_bytes() const noexcept override { return false; }
    std::optional<dialect> speaks() const noexcept override { return dialect::mysql; }
};

/// Over its own library SQLite itself watches over triggers (sqlite_backstop.h); over ODBC they are read.
void read_sqlite_triggers(soci::session& inner, live_schema& schema)
{
    live_dependent next;
    soci::statement triggers = (inner.prepare << "select tbl_name, sql from sqlite_master where type = 'trigger' union "
                                                 "all select tbl_name, sql from sqlite_temp_master where type = "
                                                 "'trigger'",
                                soci::into(next.name), soci::into(next.definition));
    triggers.execute();
    while (triggers.fetch()) schema.triggers.push_back(next);
}

class odbc_to_sqlite final : public odbc {
public:
    live_schema read_schema(soci::session& inner) const override
    {
        live_schema schema = sqlite_schema_of(inner);
        read_sqlite_triggers(inner, schema);
        return schema;
    }
    // Characters up to the first NUL.
    bool carries_bytes() const noexcept override { return false; }
    bool has_procedures() const noexcept override { return false; }
    std::optional<dialect> speaks() const noexcept override { return dialect::sqlite; }
    bool stamps_cheaply() const noexcept override { return true; }

    std::int64_t schema_stamp(soci::session& inner) const override
    {
        long long version = 0;
        inner << "pragma schema_version", soci::into(version);
        return version;
    }
};

}  // namespace

const engine& odbc_engine_of(soci::session& inner)
{
    static const odbc_to_postgresql postgresql;
    static const odbc_to_mysql mysql;
    static const odbc_to_sqlite sqlite;
    switch (static_cast<soci::odbc_session_backend&>(*inner.get_backend()).get_database_product()) {
        case soci::odbc_session_backend::prod_postgresql: return postgresql;
        case soci::odbc_session_backend::prod_mysql: return mysql;
        case soci::odbc_session_backend::prod_sqlite: return sqlite;
        default: return other_engine();
    }
}

}  // namespace cellseal::soci_orm
