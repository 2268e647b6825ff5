#include <mysql.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <soci/soci.h>
#include <soci/mysql/soci-mysql.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/server_reading.h"

namespace cellseal::soci_orm {

namespace {

using soci::details::statement_backend;

MYSQL_RES* result_of(statement_backend& statement)
{
    return static_cast<soci::mysql_statement_backend&>(statement).result_;
}

class mysql final : public engine {
public:
    live_schema read_schema(soci::session& inner) const override
    {
        return information_schema_of(inner, catalogue_of::mysql);
    }

    void require_faithful(soci::session& inner) const override { require_strict_mysql(inner); }

    bool has_free_blobs() const noexcept override { return false; }

    bool gains_by_many_rows() const noexcept override { return true; }

    reading_settings require_known_reading(soci::session& inner) const override { return mysql_reading_of(inner); }

    bool compares_tables_by_case() const noexcept override { return true; }

    // The server tells its two lexical modes with every answer, and the current database when it changes.
    std::uint64_t connection_stamp(soci::session& inner) const override
    {
        const MYSQL* const connection = static_cast<soci::mysql_session_backend&>(*inner.get_backend()).conn_;
        if (connection == nullptr) return 0;
        const unsigned modes =
            connection->server_status & (SERVER_STATUS_NO_BACKSLASH_ESCAPES | SERVER_STATUS_ANSI_QUOTES);
        const std::string_view database = connection->db == nullptr ? "" : connection->db;
        return std::hash<std::string_view>{}(database) ^ (connection->thread_id * 0x9E3779B97F4A7C15U + modes);
    }

    origin_time names_origins() const noexcept override { return origin_time::executed; }

    bool in_transaction(soci::session& inner) const override
    {
        auto& connection = static_cast<soci::mysql_session_backend&>(*inner.get_backend());
        unsigned status = SERVER_STATUS_IN_TRANS;
        if (mariadb_get_infov(connection.conn_, MARIADB_CONNECTION_SERVER_STATUS, &status) != 0) return true;
        return (status & SERVER_STATUS_IN_TRANS) != 0;
    }

    std::optional<std::size_t> column_count(statement_backend& statement) const override
    {
        MYSQL_RES* const result = result_of(statement);
        if (result == nullptr) return {};
        return mysql_num_fields(result);
    }

    column_origin origin_of(soci::session&, statement_backend& statement, int position, origin_cache&) const override
    {
        const MYSQL_FIELD* field = mysql_fetch_field_direct(result_of(statement), static_cast<unsigned>(position) - 1);
        if (field == nullptr || field->org_table == nullptr || field->org_name == nullptr) return {};
        return {field->org_table, field->org_name};
    }
};

}  // namespace

const engine& mysql_engine()
{
    static const mysql only;
    return only;
}

}  // namespace cellseal::soci_orm
