#include <cstdint>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"

namespace cellseal::soci_orm {

namespace {

#define CELLSEAL_USERS_OWN \
    " n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and (n.nspname !~ '^pg_(toast_)?temp_' or " \
    "pg_catalog.pg_table_is_visible(c.oid)) "

// A domain counts as the type it is made of.
constexpr const char* columns_query =
    "select cast(n.nspname as text), cast(c.relname as text), case when pg_catalog.pg_table_is_visible(c.oid) then 1 "
    "else 0 end, cast(a.attname as text), pg_catalog.format_type(case t.typtype when 'd' then t.typbasetype else t.oid "
    "end, null), coalesce(information_schema._pg_char_max_length(information_schema._pg_truetypid(a, t), "
    "information_schema._pg_truetypmod(a, t)), 0), case when l.collisdeterministic or l.oid is null then 0 else 1 end "
    "from pg_catalog.pg_attribute a left join pg_catalog.pg_collation l on l.oid = a.attcollation join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on "
    "n.oid = c.relnamespace join pg_catalog.pg_type t on t.oid = a.atttypid where a.attnum > 0 and not a.attisdropped "
    "and c.relkind in ('r', 'p', 'f', 'v', 'm') and" CELLSEAL_USERS_OWN "order by n.nspname, c.relname, a.attnum";

// Views, materialized views and rules by what they depend on; the tables of one inheritance or partitioning reach each
// other.
constexpr const char* views_query =
    "select cast(c.relname as text), pg_catalog.string_agg(distinct cast(d.relname as text), ' ') from "
    "pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class join pg_catalog.pg_namespace n on n.oid = "
    "c.relnamespace join pg_catalog.pg_depend p on p.classid = cast('pg_catalog.pg_rewrite' as regclass) and p.objid = "
    "r.oid and p.refclassid = cast('pg_catalog.pg_class' as regclass) and p.refobjid <> c.oid join pg_catalog.pg_class d "
    "on d.oid = p.refobjid where" CELLSEAL_USERS_OWN "group by c.oid, c.relname union all "
    "select cast(c.relname as text), cast(d.relname as text) from (select inhrelid, inhparent from "
    "pg_catalog.pg_inherits union all select inhparent, inhrelid from pg_catalog.pg_inherits) i join "
    "pg_catalog.pg_class c on c.oid = i.inhrelid join pg_catalog.pg_class d on d.oid = i.inhparent join "
    "pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind <> 'i' and c.relkind <> 'I' and"
    CELLSEAL_USERS_OWN;

constexpr const char* triggers_query =
    "select cast(c.relname as text), p.prosrc from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = "
    "t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_proc p on p.oid = t.tgfoid "
    "where not t.tgisinternal and" CELLSEAL_USERS_OWN;

#undef CELLSEAL_USERS_OWN

/// Every definition of the users' own leaves the number of its transaction in one of these rows (a renamed column does not:
/// that the result's origins show); the search path decides which tables a name means.
constexpr const char* generation_query =
    "select hashtextextended(coalesce(string_agg(x, ','), '') || array_to_string(current_schemas(true), ','), 0) from ("
    "select concat('c', oid, '.', xmin) from pg_catalog.pg_class where oid >= 16384 and relkind not in ('i', 'I', 'S', "
    "'t') union all select concat('r', oid, '.', xmin) from pg_catalog.pg_rewrite where oid >= 16384 union all select "
    "concat('t', oid, '.', xmin) from pg_catalog.pg_trigger where not tgisinternal union all select concat('p', oid, "
    "'.', xmin) from pg_catalog.pg_proc where oid >= 16384 union all select concat('i', inhrelid, '.', xmin) from "
    "pg_catalog.pg_inherits order by 1) as rows(x)";

void read_tables(soci::session& inner, live_schema& schema)
{
    std::string home;
    std::string table;
    std::string column;
    std::string type;
    int searched = 0;
    int width = 0;
    int folds = 0;
    soci::statement columns = (inner.prepare << columns_query, soci::into(home), soci::into(table), soci::into(searched),
                               soci::into(column), soci::into(type), soci::into(width), soci::into(folds));
    columns.execute();
    while (columns.fetch()) {
        const bool known = !schema.tables.empty() && schema.tables.back().name == table &&
                           schema.tables.back().schema == home;
        if (!known) schema.tables.push_back({table, {}, home, searched != 0});
        live_column found{column, type, kind_of_type(type), {}, folds != 0 || same_identifier(type, "citext")};
        if (width > 0) {
            found.width = static_cast<std::size_t>(width);
            found.declared_type += "(" + std::to_string(width) + ")";
        }
        schema.tables.back().columns.push_back(std::move(found));
    }
}

std::vector<live_dependent> read_dependents(soci::session& inner, const char* query)
{
    std::vector<live_dependent> found;
    live_dependent next;
    soci::statement all = (inner.prepare << query, soci::into(next.name), soci::into(next.definition));
    all.execute();
    while (all.fetch()) found.push_back(next);
    return found;
}

}  // namespace

std::int64_t postgresql_generation_of(soci::session& inner)
{
    long long generation = 0;
    inner << generation_query, soci::into(generation);
    return generation;
}

live_schema postgresql_catalogue_of(soci::session& inner)
{
    live_schema schema;
    read_tables(inner, schema);
    schema.views = read_dependents(inner, views_query);
    schema.triggers = read_dependents(inner, triggers_query);
    return schema;
}

}  // namespace cellseal::soci_orm
