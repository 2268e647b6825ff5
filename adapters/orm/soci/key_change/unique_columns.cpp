#include "adapters/orm/soci/key_change/unique_columns.h"

#include <algorithm>

#include "plugin/attributes/attribute_rules.h"

namespace cellseal::soci_orm {

namespace {

/// A row for each column; without a name: an expression. PostgreSQL knows which columns an expression reads.
std::string_view query_of(table_home home)
{
    switch (home) {
        case table_home::sqlite:
            return "select coalesce(c.name, '') from pragma_index_list(:t) i, pragma_index_info(i.name) c where "
                   "i.\"unique\" = 1 and c.cid <> -1";
        case table_home::postgresql:
            return "select distinct cast(a.attname as text) from pg_catalog.pg_index i join pg_catalog.pg_attribute a "
                   "on a.attrelid = i.indrelid where i.indrelid = to_regclass(:t) and (i.indisunique or "
                   "i.indisexclusion) and (a.attnum = any (i.indkey) or exists (select 1 from pg_catalog.pg_depend d "
                   "where d.classid = cast('pg_catalog.pg_class' as regclass) and d.objid = i.indexrelid and "
                   "d.refobjid = i.indrelid and d.refobjsubid = a.attnum)) and a.attnum > 0";
        case table_home::mysql: break;
    }
    return "select distinct coalesce(column_name, '') from information_schema.statistics where table_schema = "
           "coalesce(nullif(:s, ''), database()) and table_name = :t and non_unique = 0";
}

}  // namespace

unique_columns::unique_columns(soci::session& sql, table_home home, const std::string& table, const std::string& schema)
{
    const std::string asked = home == table_home::postgresql
                                  ? (schema.empty() ? "" : quoted(schema, home) + ".") + quoted(table, home)
                                  : table;
    std::string name;
    soci::statement each(sql);
    each.exchange(soci::use(asked, "t"));
    if (home == table_home::mysql) each.exchange(soci::use(schema, "s"));
    each.exchange(soci::into(name));
    each.alloc();
    each.prepare(std::string(query_of(home)));
    each.define_and_bind();
    each.execute();
    while (each.fetch()) names_.push_back(name);
    all_ = std::ranges::find(names_, "") != names_.end();
}

bool unique_columns::holds(std::string_view column) const noexcept
{
    return all_ || std::ranges::any_of(names_, [&](const std::string& each) { return same_identifier(each, column); });
}

}  // namespace cellseal::soci_orm
