#include "adapters/orm/soci/key_change/table_shape.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

std::vector<std::string> names_from(soci::session& sql, const std::string& query, const std::string& table)
{
    std::vector<std::string> names;
    std::string name;
    soci::statement each = (sql.prepare << query, soci::use(table, "t"), soci::into(name));
    each.execute();
    while (each.fetch()) names.push_back(name);
    return names;
}

/// The columns of the primary key, else of a unique key without NULL; each in its order.
std::string_view key_query(table_home home)
{
    switch (home) {
        case table_home::sqlite: return "select name from pragma_table_info(:t) where pk > 0 order by pk";
        case table_home::postgresql:
            return "select cast(a.attname as text) from (select indrelid, indkey from pg_catalog.pg_index where "
                   "indrelid = to_regclass(:t) and indisunique and indpred is null and indexprs is null and not exists "
                   "(select 1 from pg_catalog.pg_attribute n where n.attrelid = indrelid and n.attnum = any (indkey) "
                   "and not n.attnotnull) order by indisprimary desc, indexrelid limit 1) i cross join lateral "
                   "generate_subscripts(i.indkey, 1) as place join pg_catalog.pg_attribute a on a.attrelid = "
                   "i.indrelid and a.attnum = i.indkey[place] order by place";
        case table_home::mysql: break;
    }
    return "select column_name from information_schema.statistics where table_schema = database() and table_name = :t "
           "and index_name = (select index_name from information_schema.statistics where table_schema = database() and "
           "table_name = :t and non_unique = 0 group by index_name having max(nullable) = '' order by index_name = "
           "'PRIMARY' desc, index_name limit 1) order by seq_in_index";
}

/// A name for SQLite's row address that no column hides; nothing for a table without one.
std::optional<std::string> row_address(soci::session& sql, const live_table& table)
{
    for (const char* name : {"rowid", "_rowid_", "oid"}) {
        if (table.find(name) != nullptr) continue;
        try {
            sql << fmt::format("select {} from {} limit 0", name, quoted(table.name, table_home::sqlite));
            return name;
        } catch (const soci::soci_error&) {
            return std::nullopt;  // WITHOUT ROWID: it has a primary key.
        }
    }
    return std::nullopt;
}

key_column column_named(const std::string& name, const live_table& table, table_home home)
{
    const live_column* found = table.find(name);
    return {name, quoted(name, home), found != nullptr && found->kind == column_kind::integer};
}

std::vector<key_column> key_of(soci::session& sql, const live_table& table, const table_shape& shape)
{
    if (shape.home == table_home::sqlite)
        if (const auto address = row_address(sql, table)) return {{*address, *address, true}};
    const std::string asked = shape.home == table_home::postgresql ? shape.sql : table.name;
    std::vector<key_column> key;
    for (const std::string& each : names_from(sql, std::string(key_query(shape.home)), asked))
        key.push_back(column_named(each, table, shape.home));
    if (key.empty() && shape.home == table_home::postgresql) key.push_back({"ctid", "ctid", false});
    if (!key.empty()) return key;
    throw error(errc::bad_schema,
                fmt::format("table {} has neither a primary key nor a unique one without NULL, so that its rows cannot "
                            "be resealed one by one: add a primary key",
                            table.name));
}

/// Of all columns, system columns included.
void read_types(soci::session& sql, table_shape& shape)
{
    std::map<std::string, std::string> types;
    std::string name, type;
    soci::statement each = (sql.prepare << "select cast(attname as text), cast(format_type(atttypid, -1) as text) from "
                                           "pg_catalog.pg_attribute where attrelid = to_regclass(:t) and not "
                                           "attisdropped",
                            soci::use(shape.sql, "t"), soci::into(name), soci::into(type));
    each.execute();
    while (each.fetch()) types[quoted(name, shape.home)] = type;
    types["ctid"] = "tid";
    for (key_column& column : shape.key) column.type = types.at(column.sql);
    for (key_column& column : shape.row_key) column.type = types.at(column.sql);
    for (sealed_column& column : shape.columns) {
        column.type = types.at(column.value);
        if (!column.token.empty()) column.token_type = types.at(column.token);
    }
}

/// A row that is written gets the number of the transaction. A partition has addresses and keys of its own. What is not
/// stored here has neither.
std::vector<key_column> version_of(soci::session& sql, const table_shape& shape)
{
    int stored = 0;
    sql << "select count(*) from pg_catalog.pg_class where oid = to_regclass(:t) and relkind in ('r', 'p')",
        soci::use(shape.sql, "t"), soci::into(stored);
    if (stored == 0) return {};
    return {{"xmin", "xmin", false, "xid"}, {"tableoid", "tableoid", false, "oid"}};
}

bool is_mariadb(soci::session& sql)
{
    std::string version;
    sql << "select version()", soci::into(version);
    return version.find("MariaDB") != version.npos;
}

/// The index columns over several attributes, as far as all of them are there.
void add_compounds(table_shape& shape, const protected_table& table, const live_table& live)
{
    for (const compound_definition* each : table.compounds) {
        const live_column* column = live.find(each->index().companion);
        if (column == nullptr) continue;
        sealed_column made{&each->tokens, quoted(column->name, shape.home), ""};
        made.compound = each;
        for (const attribute* part : each->parts) {
            const auto found = std::ranges::find(shape.columns, part, &sealed_column::which);
            if (found != shape.columns.end())
                made.parts.push_back(static_cast<std::size_t>(found - shape.columns.begin()));
        }
        if (made.parts.size() == each->parts.size()) shape.columns.push_back(std::move(made));
    }
}

}  // namespace

std::vector<std::string> table_shape::cells() const
{
    std::vector<std::string> all;
    for (const sealed_column& each : columns) {
        all.push_back(each.value);
        if (!each.token.empty()) all.push_back(each.token);
    }
    return all;
}

std::vector<bool> table_shape::byte_cells() const
{
    std::vector<bool> all;
    for (const sealed_column& each : columns)
        all.insert(all.end(), each.token.empty() ? 1 : 2, each.which->form == stored_form::bytes);
    return all;
}

std::vector<std::string> table_shape::cell_types() const
{
    std::vector<std::string> all;
    for (const sealed_column& each : columns) {
        all.push_back(each.type);
        if (!each.token.empty()) all.push_back(each.token_type);
    }
    return all;
}

std::optional<table_shape> shape_of(soci::session& sql, const engine& how, const protected_table& table)
{
    return shape_of(sql, table_home_of(sql.get_backend_name()), how.read_schema(sql), table);
}

std::optional<table_shape> shape_of(soci::session& sql, table_home home, const live_schema& schema,
                                    const protected_table& table)
{
    const live_table* live = schema.find(table.name, table.schema);
    if (live == nullptr) return std::nullopt;
    table_shape shape;
    shape.home = home;
    shape.name = live->name;
    shape.sql = (table.schema.empty() ? "" : quoted(table.schema, shape.home) + ".") + quoted(live->name, shape.home);
    bool bound = false;
    for (const attribute* each : table.attributes) {
        const live_column* column = live->find(each->column);
        if (column == nullptr) continue;
        const live_column* token = each->index ? live->find(each->index->companion) : nullptr;
        shape.columns.push_back({each, quoted(column->name, shape.home), token ? quoted(token->name, shape.home) : ""});
        bound |= each->bound_to_row;
        bound |= std::ranges::any_of(each->former, &former_policy::bound_to_row);
    }
    if (shape.columns.empty()) return std::nullopt;
    add_compounds(shape, table, *live);
    if (bound)
        for (const std::string& each : table.key_columns)
            shape.row_key.push_back(column_named(each, *live, shape.home));
    shape.key = key_of(sql, *live, shape);
    if (shape.home == table_home::postgresql) {
        read_types(sql, shape);
        shape.version = version_of(sql, shape);
    }
    shape.replaces_triggers = shape.home != table_home::mysql || is_mariadb(sql);
    return shape;
}

}  // namespace cellseal::soci_orm
