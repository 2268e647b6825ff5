#include "adapters/orm/soci/key_change/fence_sql.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/orm/soci/stale_write.h"

namespace cellseal::soci_orm::fence_sql {

namespace {

constexpr std::string_view on_insert = "i", on_update = "u";

// PostgreSQL cuts names after 63 bytes; what is cut is told apart by a hash (FNV-1a).
std::string base_name(const table_shape& shape)
{
    constexpr std::size_t longest = 40;
    if (shape.name.size() <= longest) return "cellseal_fence_" + shape.name;
    std::uint32_t hash = 2166136261u;
    for (const char each : shape.name) hash = (hash ^ static_cast<unsigned char>(each)) * 16777619u;
    return fmt::format("cellseal_fence_{}_{:08x}", shape.name.substr(0, longest - 9), hash);
}

std::string trigger_name(const table_shape& shape, std::string_view when)
{
    return quoted(base_name(shape) + "_" + std::string(when), shape.home);
}

std::string text_literal(const std::string& text)
{
    std::string escaped;
    for (const char each : text) escaped += each == '\'' ? "''" : std::string(1, each);
    return "'" + escaped + "'";
}

std::string is_distinct(const std::string& left, const std::string& right, const table_shape& shape, stored_form form)
{
    switch (shape.home) {
        case table_home::sqlite: return fmt::format("{} is not {}", left, right);
        case table_home::postgresql: return fmt::format("{} is distinct from {}", left, right);
        case table_home::mysql: break;
    }
    return form == stored_form::text ? fmt::format("not (binary {} <=> {})", left, right)
                                     : fmt::format("not ({} <=> {})", left, right);
}

struct guarded_cell {
    std::string column;
    const std::vector<std::string>* marks;
    stored_form form;
    bool is_value;
};

std::vector<guarded_cell> guarded_cells(const table_shape& shape, const std::vector<sealing_marks>& marks)
{
    std::vector<guarded_cell> cells;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        const sealed_column& each = shape.columns[i];
        cells.push_back({each.value, &marks[i].values, each.which->form, each.compound == nullptr});
        if (!each.token.empty()) cells.push_back({each.token, &marks[i].tokens, each.which->form, false});
    }
    return cells;
}

std::string looks_sealed(const std::string& column, stored_form form, table_home home)
{
    return form == stored_form::text ? fmt::format("substr({}, 1, 3) = '_cs'", column)
                                     : begins_with(column, {std::string("\xFD\xCB", 2)}, form, home);
}

/// True when the new row is to be refused.
std::string refused(const table_shape& shape, const std::vector<sealing_marks>& marks, plain_values plain,
                    std::string_view when)
{
    std::string any;
    for (const guarded_cell& cell : guarded_cells(shape, marks)) {
        const std::string fresh = "NEW." + cell.column;
        std::string one =
            fmt::format("{} is not null and not {}", fresh, begins_with(fresh, *cell.marks, cell.form, shape.home));
        if (when == on_update) one += " and " + is_distinct(fresh, "OLD." + cell.column, shape, cell.form);
        if (plain == plain_values::pass && cell.is_value) one += " and " + looks_sealed(fresh, cell.form, shape.home);
        any += (any.empty() ? "(" : " or (") + one + ")";
    }
    return any;
}

std::string message(const table_shape& shape)
{
    return text_literal(fmt::format("{}: table {} takes only values under the present key", fence_refusal, shape.name));
}

std::vector<std::string> for_sqlite(const table_shape& shape, const std::vector<sealing_marks>& marks,
                                    plain_values plain)
{
    std::vector<std::string> statements = take_away(shape);
    for (const auto& [when, event] : {std::pair{on_insert, "insert"}, std::pair{on_update, "update"}})
        statements.push_back(fmt::format("create trigger {} before {} on {} when {} begin select raise(abort, {}); end",
                                         trigger_name(shape, when), event, shape.sql,
                                         refused(shape, marks, plain, when), message(shape)));
    return statements;
}

std::vector<std::string> for_postgresql(const table_shape& shape, const std::vector<sealing_marks>& marks,
                                        plain_values plain)
{
    const std::string function = quoted(base_name(shape), shape.home);
    std::vector<std::string> statements{
        "set local lock_timeout = '2s'",
        // Waits for whoever has written to the table and is not done, and keeps others out until this is committed.
        fmt::format("lock table {} in share row exclusive mode", shape.sql),
        fmt::format("create or replace function {}() returns trigger language plpgsql as $cellseal$ begin if TG_OP = "
                    "'INSERT' then if {} then raise exception {}; end if; else if {} then raise exception {}; end if; "
                    "end if; return NEW; end $cellseal$",
                    function, refused(shape, marks, plain, on_insert), message(shape),
                    refused(shape, marks, plain, on_update), message(shape))};
    for (const auto& [when, event] : {std::pair{on_insert, "insert"}, std::pair{on_update, "update"}})
        statements.push_back(
            fmt::format("create or replace trigger {} before {} on {} for each row execute function "
                        "{}()",
                        trigger_name(shape, when), event, shape.sql, function));
    return statements;
}

std::vector<std::string> for_mysql(const table_shape& shape, const std::vector<sealing_marks>& marks,
                                   plain_values plain)
{
    // A trigger takes the table's metadata lock: it waits for every transaction that has used the table.
    std::vector<std::string> statements{"set session lock_wait_timeout = 2"};
    for (const auto& [when, event] : {std::pair{on_insert, "insert"}, std::pair{on_update, "update"}}) {
        // Between the two the table has no fence: whoever closes one walks through the rows again behind it.
        if (!shape.replaces_triggers)
            statements.push_back(fmt::format("drop trigger if exists {}", trigger_name(shape, when)));
        statements.push_back(
            fmt::format("create {}trigger {} before {} on {} for each row begin if {} then "
                        "signal sqlstate '45000' set message_text = {}; end if; end",
                        shape.replaces_triggers ? "or replace " : "", trigger_name(shape, when), event, shape.sql,
                        refused(shape, marks, plain, when), message(shape)));
    }
    return statements;
}

}  // namespace

std::vector<std::string> put_up(const table_shape& shape, const std::vector<sealing_marks>& marks, plain_values plain)
{
    switch (shape.home) {
        case table_home::sqlite: return for_sqlite(shape, marks, plain);
        case table_home::postgresql: return for_postgresql(shape, marks, plain);
        case table_home::mysql: break;
    }
    return for_mysql(shape, marks, plain);
}

std::vector<std::string> by_hand(const table_shape& shape, const std::vector<sealing_marks>& marks)
{
    std::vector<std::string> statements = put_up(shape, marks, plain_values::refused);
    std::erase_if(statements,
                  [](const std::string& each) { return each.starts_with("set ") || each.starts_with("lock "); });
    return statements;
}

std::string add_constraint(const table_shape& shape, const std::vector<sealing_marks>& marks)
{
    std::string all;
    for (const guarded_cell& cell : guarded_cells(shape, marks))
        all += fmt::format("{}({} is null or {})", all.empty() ? "" : " and ", cell.column,
                           begins_with(cell.column, *cell.marks, cell.form, shape.home));
    return fmt::format("alter table {} add constraint {} check ({}) not valid", shape.sql,
                       quoted(base_name(shape), shape.home), all);
}

std::string validate_constraint(const table_shape& shape)
{
    return fmt::format("alter table {} validate constraint {}", shape.sql, quoted(base_name(shape), shape.home));
}

std::string drop_constraint(const table_shape& shape)
{
    return fmt::format("alter table {} drop constraint {}", shape.sql, quoted(base_name(shape), shape.home));
}

std::string constraint_definition(const table_shape& shape)
{
    return fmt::format(
        "select pg_get_constraintdef(oid) from pg_catalog.pg_constraint where conrelid = to_regclass({}) and "
        "conname = {}",
        text_literal(shape.sql), text_literal(base_name(shape)));
}

std::vector<std::string> take_away(const table_shape& shape)
{
    std::vector<std::string> statements;
    for (const std::string_view when : {on_insert, on_update}) {
        const std::string of_table = shape.home == table_home::postgresql ? " on " + shape.sql : "";
        statements.push_back(fmt::format("drop trigger if exists {}{}", trigger_name(shape, when), of_table));
    }
    if (shape.home == table_home::postgresql)
        statements.push_back(fmt::format("drop function if exists {}()", quoted(base_name(shape), shape.home)));
    return statements;
}

namespace {

std::string triggers_where(const table_shape& shape, std::string_view what, bool fences)
{
    const std::string table = text_literal(shape.name);
    const std::string names =
        fmt::format("({}, {})", text_literal(base_name(shape) + "_i"), text_literal(base_name(shape) + "_u"));
    const std::string_view in = fences ? "in" : "not in";
    switch (shape.home) {
        case table_home::sqlite:
            return fmt::format(
                "select {} from sqlite_master where type = 'trigger' and lower(tbl_name) = lower({}) and "
                "name {} {}{}",
                what, table, in, names, fences ? "" : " and lower(sql) like '%update%'");
        case table_home::postgresql:
            // Bit 4 of tgtype: fires for updates.
            return fmt::format(
                "select {} from (select cast(tgname as text) as name from pg_catalog.pg_trigger where "
                "tgrelid = to_regclass({}) and not tgisinternal{}) t where name {} {}",
                what, text_literal(shape.sql), fences ? "" : " and tgtype & 16 = 16", in, names);
        case table_home::mysql: break;
    }
    return fmt::format(
        "select {} from (select trigger_name as name, event_manipulation as event, action_statement as definition from "
        "information_schema.triggers where event_object_schema = database() and event_object_table = {}) "
        "t where name {} {}{}",
        what, table, in, names, fences ? "" : " and event = 'UPDATE'");
}

}  // namespace

std::string definition(const table_shape& shape)
{
    switch (shape.home) {
        case table_home::sqlite: return triggers_where(shape, "sql", true);
        case table_home::postgresql:
            return fmt::format(
                "select prosrc from pg_catalog.pg_proc where proname = {} and pg_function_is_visible(oid)",
                text_literal(base_name(shape)));
        case table_home::mysql: break;
    }
    return triggers_where(shape, "definition", true);
}

std::string count_standing(const table_shape& shape) { return triggers_where(shape, "count(*)", true); }
std::string other_triggers(const table_shape& shape) { return triggers_where(shape, "name", false); }

}  // namespace cellseal::soci_orm::fence_sql
