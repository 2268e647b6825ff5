#include <cctype>
#include <charconv>
#include <string>
#include <string_view>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/sqlite_backstop.h"
#include "adapters/orm/soci/sqlite_cache.h"
#include "adapters/orm/soci/sqlite_of_soci.h"
#include "adapters/orm/soci/sqlite_statement_cache.h"
#include "adapters/orm/soci/sqlite_waiting.h"

namespace cellseal::soci_orm {

namespace {

using soci::details::statement_backend;

std::string upper(std::string_view text)
{
    std::string result(text);
    for (char& each : result) each = static_cast<char>(std::toupper(static_cast<unsigned char>(each)));
    return result;
}

/// SQLite's rules of affinity (Datatypes in SQLite, section 3.1), in their order.
column_kind kind_of(std::string_view declared_type)
{
    const std::string type = upper(declared_type);
    const auto holds = [&](std::string_view word) { return type.find(word) != std::string::npos; };
    if (holds("INT")) return column_kind::integer;
    if (holds("CHAR") || holds("CLOB") || holds("TEXT")) return column_kind::text;
    if (holds("BLOB")) return column_kind::bytes;
    return column_kind::other;
}

/// The number in "VARCHAR(100)", which SQLite does not enforce, but a reader of the schema believes.
std::optional<std::size_t> width_of(std::string_view declared_type)
{
    const std::size_t open = declared_type.find('(');
    if (open == std::string_view::npos) return {};
    std::size_t width = 0;
    const char* const first = declared_type.data() + open + 1;
    const auto [end, problem] = std::from_chars(first, declared_type.data() + declared_type.size(), width);
    if (problem != std::errc{} || end == first) return {};
    return width;
}

// A table of temp hides that of main, and pragma_table_info() looks there first, too.
void read_tables(soci::session& inner, live_schema& schema)
{
    std::string table;
    std::string column;
    std::string type;
    soci::statement columns =
        (inner.prepare << "select m.name, p.name, p.type from (select name from sqlite_master where type = 'table' "
                          "union select name from sqlite_temp_master where type = 'table') m, "
                          "pragma_table_info(m.name) p order by m.name, p.cid",
         soci::into(table), soci::into(column), soci::into(type));
    columns.execute();
    while (columns.fetch()) {
        if (schema.tables.empty() || schema.tables.back().name != table) schema.tables.push_back({table, {}});
        schema.tables.back().columns.push_back({column, type, kind_of(type), width_of(type)});
    }
}

void read_views(soci::session& inner, live_schema& schema)
{
    std::string name;
    std::string definition;
    soci::indicator known = soci::i_ok;
    soci::statement views = (inner.prepare << "select name, sql from sqlite_master where type = 'view' union all "
                                              "select name, sql from sqlite_temp_master where type = 'view'",
                             soci::into(name), soci::into(definition, known));
    views.execute();
    while (views.fetch()) schema.views.push_back({name, known == soci::i_ok ? definition : std::string()});
}

sqlite_api::sqlite3_stmt* handle(statement_backend& statement)
{
    return static_cast<soci::sqlite3_statement_backend&>(statement).stmt_;
}

std::string or_empty(const char* text) { return text == nullptr ? std::string() : std::string(text); }

void make_bytes(soci::sqlite3_statement_backend& statement, int position)
{
    for (auto& row : statement.useData_) {
        soci::sqlite3_column& column = row[static_cast<std::size_t>(position) - 1];
        if (column.isNull_) continue;
        column.type_ = soci::dt_blob;
        CELLSEAL_SINCE_SOCI_4_1(column.dataType_ = soci::db_blob;)
    }
}

class held_mutex {
public:
    explicit held_mutex(sqlite_api::sqlite3_mutex* mutex) noexcept : mutex_(mutex)
    {
        sqlite_api::sqlite3_mutex_enter(mutex_);
    }
    held_mutex(const held_mutex&) = delete;
    held_mutex& operator=(const held_mutex&) = delete;
    ~held_mutex() { sqlite_api::sqlite3_mutex_leave(mutex_); }

private:
    sqlite_api::sqlite3_mutex* mutex_;
};

class sqlite final : public engine {
public:
    live_schema read_schema(soci::session& inner) const override
    {
        live_schema schema = sqlite_schema_of(inner);
        for (live_table& table : schema.tables)
            for (live_column& column : table.columns) column.folds = folds(inner, table.name, column.name);
        return schema;
    }

    bool has_procedures() const noexcept override { return false; }

    std::int64_t schema_stamp(soci::session& inner) const override
    {
        long long version = 0;
        inner << "pragma schema_version", soci::into(version);
        return version;
    }

    bool stamps_cheaply() const noexcept override { return true; }

    std::unique_ptr<backstop> make_backstop(soci::session& inner, const attribute_registry& registry) const override
    {
        auto& connection = static_cast<soci::sqlite3_session_backend&>(*inner.get_backend());
        keep_readers_in(connection);
        wait_in_small_steps(connection);
        return make_sqlite_backstop(connection, registry);
    }

    std::unique_ptr<statement_cache> make_statement_cache() const override { return make_sqlite_statement_cache(); }

    int times_compiled_again(statement_backend& statement) const noexcept override
    {
        return sqlite_api::sqlite3_stmt_status(handle(statement), SQLITE_STMTSTATUS_REPREPARE, 0);
    }

    bool in_transaction(soci::session& inner) const override
    {
        auto& connection = static_cast<soci::sqlite3_session_backend&>(*inner.get_backend());
        return sqlite_api::sqlite3_get_autocommit(connection.conn_) == 0;
    }

    std::optional<std::size_t> column_count(statement_backend& statement) const override
    {
        return static_cast<std::size_t>(sqlite_api::sqlite3_column_count(handle(statement)));
    }

    origin_time names_origins() const noexcept override { return origin_time::prepared; }

    column_origin origin_of(soci::session&, statement_backend& statement, int position, origin_cache&) const override
    {
        // An attached database may hold a table of the same name, which is not ours.
        const auto database = or_empty(sqlite_api::sqlite3_column_database_name(handle(statement), position - 1));
        if (database != "main" && database != "temp") return {};
        return {or_empty(sqlite_api::sqlite3_column_table_name(handle(statement), position - 1)),
                or_empty(sqlite_api::sqlite3_column_origin_name(handle(statement), position - 1))};
    }

    // Under the connection's mutex, which each call would else take and leave by itself.
    bool lend(statement_backend& statement, std::span<lent_text> texts) const override
    {
        sqlite_api::sqlite3_stmt* const row = handle(statement);
        const held_mutex held(sqlite_api::sqlite3_db_mutex(sqlite_api::sqlite3_db_handle(row)));
        for (lent_text& each : texts) {
            const int column = each.position - 1;
            each.is_null = sqlite_api::sqlite3_column_type(row, column) == SQLITE_NULL;
            const unsigned char* const text = each.is_null ? nullptr : sqlite_api::sqlite3_column_text(row, column);
            each.text = {};
            if (text == nullptr) continue;
            const auto size = static_cast<std::size_t>(sqlite_api::sqlite3_column_bytes(row, column));
            each.text = {reinterpret_cast<const char*>(text), size};
        }
        return true;
    }

    void bind_as_bytes(statement_backend& statement, soci::details::standard_use_type_backend& element) const override
    {
        make_bytes(static_cast<soci::sqlite3_statement_backend&>(statement),
                   static_cast<soci::sqlite3_standard_use_type_backend&>(element).position_);
    }

    void bind_as_bytes(statement_backend& statement, soci::details::vector_use_type_backend& element) const override
    {
        make_bytes(static_cast<soci::sqlite3_statement_backend&>(statement),
                   static_cast<soci::sqlite3_vector_use_type_backend&>(element).position_);
    }

private:
    /// NOCASE takes different texts for equal, RTRIM too.
    static bool folds(soci::session& inner, const std::string& table, const std::string& column)
    {
        const char* collation = nullptr;
        auto* const connection = static_cast<soci::sqlite3_session_backend&>(*inner.get_backend()).conn_;
        const int found = sqlite_api::sqlite3_table_column_metadata(connection, nullptr, table.c_str(), column.c_str(),
                                                                    nullptr, &collation, nullptr, nullptr, nullptr);
        return found == SQLITE_OK && collation != nullptr && std::string_view(collation) != "BINARY";
    }
};

}  // namespace

live_schema sqlite_schema_of(soci::session& inner)
{
    live_schema schema;
    read_tables(inner, schema);
    read_views(inner, schema);
    return schema;
}

const engine& sqlite_engine()
{
    static const sqlite only;
    return only;
}

}  // namespace cellseal::soci_orm
