#include <mysql.h>

#include <string>

#include <soci/soci.h>
#include <soci/mysql/soci-mysql.h>

#include "adapters/orm/soci/engine.h"

namespace cellseal::soci_orm {

namespace {

using soci::details::statement_backend;

MYSQL_RES* result_of(statement_backend& statement)
{
    return static_cast<soci::mysql_statement_backend&>(statement).result_;
}

class mysql final : public engine {
public:
    live_schema read_schema(soci::session& inner) const override { return information_schema_of(inner); }

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
