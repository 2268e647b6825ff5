#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"

namespace cellseal::soci_orm {

namespace {

/// The words that PostgreSQL, MariaDB and their like have in information_schema.columns.data_type.
column_kind kind_of(const std::string& type)
{
    for (const char* each : {"character varying", "varchar", "text", "character", "char", "tinytext", "mediumtext",
                             "longtext", "citext"})
        if (same_identifier(type, each)) return column_kind::text;
    for (const char* each : {"bytea", "blob", "tinyblob", "mediumblob", "longblob", "varbinary", "binary"})
        if (same_identifier(type, each)) return column_kind::bytes;
    for (const char* each : {"integer", "int", "bigint", "smallint", "mediumint", "tinyint"})
        if (same_identifier(type, each)) return column_kind::integer;
    return column_kind::other;
}

void read_tables(soci::session& inner, const std::string& here, live_schema& schema)
{
    std::string table;
    std::string column;
    std::string type;
    long long width = 0;
    soci::indicator limited = soci::i_ok;
    soci::statement columns =
        (inner.prepare << "select table_name, column_name, data_type, character_maximum_length from "
                          "information_schema.columns where "
                       << here << " order by table_name, ordinal_position",
         soci::into(table), soci::into(column), soci::into(type), soci::into(width, limited));
    columns.execute();
    while (columns.fetch()) {
        if (schema.tables.empty() || schema.tables.back().name != table) schema.tables.push_back({table, {}});
        live_column found{column, type, kind_of(type), {}};
        if (limited == soci::i_ok && width > 0) {
            found.width = static_cast<std::size_t>(width);
            found.declared_type += "(" + std::to_string(width) + ")";
        }
        schema.tables.back().columns.push_back(std::move(found));
    }
}

void read_views(soci::session& inner, const std::string& here, live_schema& schema)
{
    std::string name;
    std::string definition;
    soci::indicator known = soci::i_ok;
    soci::statement views =
        (inner.prepare << "select table_name, view_definition from information_schema.views where " << here,
         soci::into(name), soci::into(definition, known));
    views.execute();
    while (views.fetch()) schema.views.push_back({name, known == soci::i_ok ? definition : std::string()});
}

class other final : public engine {
public:
    live_schema read_schema(soci::session& inner) const override { return information_schema_of(inner); }
};

}  // namespace

live_schema information_schema_of(soci::session& inner)
{
    live_schema schema;
    const std::string here = inner.get_backend_name() == "mysql" ? "table_schema = database()"
                                                                 : "table_schema = any (current_schemas(false))";
    read_tables(inner, here, schema);
    read_views(inner, here, schema);
    return schema;
}

const engine& other_engine()
{
    static const other only;
    return only;
}

}  // namespace cellseal::soci_orm
