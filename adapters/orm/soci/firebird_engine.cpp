#include <string>

#include <soci/soci.h>
#include <soci/firebird/soci-firebird.h>

#include <fmt/format.h>

#include "adapters/orm/soci/engine.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

using soci::details::statement_backend;

/// RDB$FIELDS.RDB$FIELD_TYPE and the character set of octets.
namespace code {
constexpr int small_integer = 7;
constexpr int integer = 8;
constexpr int character = 14;
constexpr int big_integer = 16;
constexpr int varying = 37;
constexpr int octets = 1;
}  // namespace code

/// A BLOB is neither: SOCI's backend binds no std::string to it.
column_kind kind_of(int type, int character_set)
{
    switch (type) {
        case code::character:
        case code::varying: return character_set == code::octets ? column_kind::bytes : column_kind::text;
        case code::small_integer:
        case code::integer:
        case code::big_integer: return column_kind::integer;
        default: return column_kind::other;
    }
}

std::string name_of(int type, column_kind kind)
{
    switch (kind) {
        case column_kind::text: return type == code::varying ? "varchar" : "char";
        case column_kind::bytes: return "varchar of octets";
        case column_kind::integer: return "integer";
        default: return "of a type that SOCI binds no text to";
    }
}

void read_tables(soci::session& inner, live_schema& schema)
{
    std::string table, column;
    int type = 0;
    int width = 0;
    int character_set = 0;
    soci::indicator limited = soci::i_ok, has_set = soci::i_ok;
    soci::statement columns =
        (inner.prepare << "select trim(f.rdb$relation_name), trim(f.rdb$field_name), t.rdb$field_type, "
                          "t.rdb$character_length, t.rdb$character_set_id from rdb$relation_fields f join rdb$relations r "
                          "on r.rdb$relation_name = f.rdb$relation_name join rdb$fields t on t.rdb$field_name = "
                          "f.rdb$field_source where r.rdb$system_flag = 0 and r.rdb$view_blr is null order by 1, "
                          "f.rdb$field_position",
         soci::into(table), soci::into(column), soci::into(type), soci::into(width, limited),
         soci::into(character_set, has_set));
    columns.execute();
    while (columns.fetch()) {
        if (schema.tables.empty() || schema.tables.back().name != table) schema.tables.push_back({table, {}});
        const column_kind kind = kind_of(type, has_set == soci::i_ok ? character_set : 0);
        live_column found{column, name_of(type, kind), kind};
        if (limited == soci::i_ok && width > 0) {
            found.width = static_cast<std::size_t>(width);
            found.declared_type += "(" + std::to_string(width) + ")";
        }
        schema.tables.back().columns.push_back(std::move(found));
    }
}

void read_views(soci::session& inner, live_schema& schema)
{
    std::string name;
    soci::long_string definition;
    soci::indicator known = soci::i_ok;
    soci::statement views = (inner.prepare << "select trim(rdb$relation_name), rdb$view_source from rdb$relations where "
                                              "rdb$system_flag = 0 and rdb$view_blr is not null",
                             soci::into(name), soci::into(definition, known));
    views.execute();
    while (views.fetch()) schema.views.push_back({name, known == soci::i_ok ? definition.value : std::string()});
}

/// Without those that the database makes for constraints. A source that was taken away counts as reaching everything.
void read_triggers(soci::session& inner, live_schema& schema)
{
    std::string table;
    soci::long_string definition;
    soci::indicator known = soci::i_ok;
    soci::statement triggers =
        (inner.prepare << "select trim(rdb$relation_name), rdb$trigger_source from rdb$triggers where rdb$system_flag = 0 "
                          "and rdb$relation_name is not null",
         soci::into(table), soci::into(definition, known));
    triggers.execute();
    while (triggers.fetch()) schema.triggers.push_back({table, known == soci::i_ok ? definition.value : std::string()});
}

class firebird final : public engine {
public:
    // In dialect 1 a name in double quotes is a text. The connection's own dialect is always 3 with SOCI.
    reading_settings require_known_reading(soci::session& inner) const override
    {
        int dialect = 0;
        inner << "select mon$sql_dialect from mon$database", soci::into(dialect);
        if (dialect != 3)
            throw error(errc::bad_setting,
                        fmt::format("The database has SQL dialect {}, in which a text may stand in double quotes; set it "
                                    "to 3 (gfix -sql_dialect 3) once its texts are in single quotes.",
                                    dialect));
        return {};
    }

    live_schema read_schema(soci::session& inner) const override
    {
        live_schema schema;
        read_tables(inner, schema);
        read_views(inner, schema);
        read_triggers(inner, schema);
        return schema;
    }

    bool unbinds_on_clean_up() const noexcept override { return true; }
    bool throws_when_cut() const noexcept override { return true; }

    origin_time names_origins() const noexcept override { return origin_time::prepared; }

    std::optional<std::size_t> column_count(statement_backend& statement) const override
    {
        const XSQLDA* const columns = static_cast<soci::firebird_statement_backend&>(statement).sqldap_;
        return columns == nullptr ? 0 : static_cast<std::size_t>(columns->sqld);
    }

    column_origin origin_of(soci::session&, statement_backend& statement, int position, origin_cache&) const override
    {
        const XSQLVAR& column =
            static_cast<soci::firebird_statement_backend&>(statement).sqldap_->sqlvar[position - 1];
        return {std::string(column.relname, static_cast<std::size_t>(column.relname_length)),
                std::string(column.sqlname, static_cast<std::size_t>(column.sqlname_length))};
    }
};

}  // namespace

const engine& firebird_engine()
{
    static const firebird only;
    return only;
}

}  // namespace cellseal::soci_orm
