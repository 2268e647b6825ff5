#include <string>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"

namespace cellseal::soci_orm {

namespace {

/// The schemas of the servers' own.
constexpr const char* foreign =
    " not in ('information_schema', 'INFORMATION_SCHEMA', 'mysql', 'performance_schema', 'sys', 'pg_catalog')";

void read_tables(soci::session& inner, const std::string& here, live_schema& schema)
{
    std::string home;
    std::string table;
    std::string column;
    std::string type;
    long long width = 0;
    int searched = 0;
    soci::indicator limited = soci::i_ok;
    std::string collation;
    soci::indicator collated = soci::i_ok;
    soci::statement columns =
        (inner.prepare << "select table_schema, table_name, column_name, data_type, character_maximum_length, collation_name, case when "
                       << here << " then 1 else 0 end from information_schema.columns where table_schema" << foreign
                       << " order by table_schema, table_name, ordinal_position",
         soci::into(home), soci::into(table), soci::into(column), soci::into(type), soci::into(width, limited),
         soci::into(collation, collated), soci::into(searched));
    columns.execute();
    while (columns.fetch()) {
        const bool known = !schema.tables.empty() && schema.tables.back().name == table &&
                           schema.tables.back().schema == home;
        if (!known) schema.tables.push_back({table, {}, home, searched != 0});
        live_column found{column, type, kind_of_type(type), {}, false};
        if (collated == soci::i_ok && collation.ends_with("_ci")) found.folds = true;
        if (limited == soci::i_ok && width > 0) {
            found.width = static_cast<std::size_t>(width);
            found.declared_type += "(" + std::to_string(width) + ")";
        }
        schema.tables.back().columns.push_back(std::move(found));
    }
}

std::vector<live_dependent> read_dependents(soci::session& inner, const std::string& query)
{
    std::vector<live_dependent> found;
    std::string name;
    std::string definition;
    soci::indicator known = soci::i_ok;
    soci::statement all = (inner.prepare << query, soci::into(name), soci::into(definition, known));
    all.execute();
    while (all.fetch()) found.push_back({name, known == soci::i_ok ? definition : std::string()});
    return found;
}

class other final : public engine {
public:
    live_schema read_schema(soci::session& inner) const override
    {
        return information_schema_of(inner, catalogue_of::postgresql);
    }
};

}  // namespace

column_kind kind_of_type(const std::string& type)
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

live_schema information_schema_of(soci::session& inner, catalogue_of whose)
{
    live_schema schema;
    const bool mysql = whose == catalogue_of::mysql;
    read_tables(inner, mysql ? "table_schema = database()" : "1 = 1", schema);
    schema.views = read_dependents(
        inner, std::string("select table_name, view_definition from information_schema.views where table_schema") +
                   foreign);
    if (mysql)
        schema.triggers = read_dependents(inner,
                                          std::string("select event_object_table, action_statement from "
                                                      "information_schema.triggers where trigger_schema") +
                                              foreign);
    return schema;
}

const engine& other_engine()
{
    static const other only;
    return only;
}

}  // namespace cellseal::soci_orm
