#include "adapters/orm/soci/schema_extras.h"

#include <algorithm>

#include "plugin/attributes/attribute_rules.h"

namespace cellseal::soci_orm {

namespace {

/// Two texts, given as columns "table" and "column".
std::string_view indexes_query(dialect language)
{
    switch (language) {
        case dialect::sqlite:
            return "select m.name, c.name from sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) "
                   "c "
                   "where m.type = 'table' and c.seqno = 0 and c.name is not null";
        case dialect::postgres:
            return "select cast(t.relname as text), cast(a.attname as text) from pg_catalog.pg_index i join pg_catalog.pg_class t on "
                   "t.oid = i.indrelid join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0] "
                   "where pg_catalog.pg_table_is_visible(t.oid)";
        case dialect::mysql:
            return "select table_name, column_name from information_schema.statistics where table_schema = database() "
                   "and seq_in_index = 1";
        case dialect::firebird:
            return "select trim(i.rdb$relation_name), trim(s.rdb$field_name) from rdb$indices i join "
                   "rdb$index_segments s "
                   "on s.rdb$index_name = i.rdb$index_name where s.rdb$field_position = 0";
        default: return {};
    }
}

/// One text: the constraint's name, or a text that holds it.
std::string_view constraints_query(dialect language)
{
    switch (language) {
        case dialect::sqlite: return "select sql from sqlite_master where type = 'table' and sql like '%cellseal_%'";
        case dialect::postgres:
            return "select cast(c.conname as text) from pg_catalog.pg_constraint c join pg_catalog.pg_class t on t.oid = "
                   "c.conrelid where c.contype = 'c' and pg_catalog.pg_table_is_visible(t.oid) and c.conname like "
                   "'cellseal%'";
        case dialect::mysql:
            return "select constraint_name from information_schema.check_constraints where constraint_schema = "
                   "database() and constraint_name like 'cellseal%'";
        case dialect::firebird:
            return "select trim(rdb$constraint_name) from rdb$relation_constraints where rdb$constraint_name like "
                   "'CELLSEAL%'";
        default: return {};
    }
}

/// Every word of `sql` that begins as our constraints do.
void add_names_in(std::string_view sql, std::vector<std::string>& names)
{
    constexpr std::string_view beginning = "cellseal_";
    for (std::size_t at = sql.find(beginning); at != std::string_view::npos; at = sql.find(beginning, at + 1)) {
        const std::size_t end = sql.find_first_of(" \t\r\n\"'(),", at);
        names.emplace_back(sql.substr(at, end == std::string_view::npos ? end : end - at));
    }
}

}  // namespace

bool schema_extras::has_index(std::string_view table, std::string_view column) const
{
    return std::any_of(indexed.begin(), indexed.end(), [&](const auto& each) {
        return same_identifier(each.first, table) && same_identifier(each.second, column);
    });
}

bool schema_extras::has_constraint(std::string_view name) const
{
    return std::any_of(constraints.begin(), constraints.end(),
                       [&](const std::string& each) { return same_identifier(each, name); });
}

schema_extras read_extras(soci::session& native, dialect language)
{
    schema_extras found;
    if (indexes_query(language).empty()) return found;
    std::string table;
    std::string column;
    soci::statement indexes = (native.prepare << indexes_query(language), soci::into(table), soci::into(column));
    indexes.execute();
    while (indexes.fetch()) found.indexed.emplace_back(table, column);

    std::string name;
    soci::statement constraints = (native.prepare << constraints_query(language), soci::into(name));
    constraints.execute();
    while (constraints.fetch())
        if (language == dialect::sqlite)
            add_names_in(name, found.constraints);
        else
            found.constraints.push_back(name);
    return found;
}

}  // namespace cellseal::soci_orm
