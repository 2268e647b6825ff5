#include <mysql.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <soci/soci.h>
#include <soci/mysql/soci-mysql.h>

#include <fmt/format.h>

#include "adapters/orm/soci/engine.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

using soci::details::statement_backend;

MYSQL_RES* result_of(statement_backend& statement)
{
    return static_cast<soci::mysql_statement_backend&>(statement).result_;
}

/// Whether a comma-separated list holds the word.
bool holds(const std::string& list, std::string_view word)
{
    return ("," + list + ",").find("," + std::string(word) + ",") != std::string::npos;
}

class mysql final : public engine {
public:
    live_schema read_schema(soci::session& inner) const override
    {
        return information_schema_of(inner, catalogue_of::mysql);
    }

    void require_faithful(soci::session& inner) const override
    {
        std::string mode;
        inner << "select @@session.sql_mode", soci::into(mode);
        if (mode.find("STRICT_TRANS_TABLES") == std::string::npos &&
            mode.find("STRICT_ALL_TABLES") == std::string::npos)
            throw error(
                errc::bad_setting,
                "The connection's sql_mode lets values be cut off in silence, which would destroy sealed ones; add "
                "STRICT_TRANS_TABLES to the server's sql_mode.");
    }

    bool has_free_blobs() const noexcept override { return false; }

    bool gains_by_many_rows() const noexcept override { return true; }

    reading_settings require_known_reading(soci::session& inner) const override
    {
        std::string mode;
        std::string encoding;
        inner << "select @@session.sql_mode, @@session.character_set_client", soci::into(mode), soci::into(encoding);
        for (const char* each : {"HIGH_NOT_PRECEDENCE", "ORACLE", "MSSQL", "DB2", "MAXDB", "POSTGRESQL"})
            if (holds(mode, each))
                throw error(errc::bad_setting,
                            fmt::format("The sql_mode of this session has {}, under which the server reads statements "
                                        "in another way; take it out of the server's settings, or out of the session's "
                                        "through native(sql).",
                                        each));
        for (const char* each : {"big5", "cp932", "gbk", "gb18030", "sjis"})
            if (encoding == each)
                throw error(errc::bad_setting,
                            fmt::format("The connection's character set is {}, in which a character can hold a quote or "
                                        "a backslash; open it with charset=utf8mb4.",
                                        encoding));
        return {.ansi_quotes = holds(mode, "ANSI_QUOTES"), .no_backslash_escapes = holds(mode, "NO_BACKSLASH_ESCAPES")};
    }

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
