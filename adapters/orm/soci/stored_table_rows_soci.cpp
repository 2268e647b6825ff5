#include "adapters/orm/soci/stored_table_rows_soci.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/stored_columns.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

constexpr std::size_t page = 500;

const attribute* attribute_in(const attribute_registry& registry, std::string_view table, std::string_view column)
{
    for (const attribute& each : registry.attributes())
        if (each.table == table && each.column == column) return &each;
    return nullptr;
}

std::string joined(const std::vector<std::string>& names, table_home home)
{
    std::string list;
    for (const std::string& each : names) list += (list.empty() ? "" : ", ") + quoted(each, home);
    return list;
}

}  // namespace

stored_table_rows_soci::stored_table_rows_soci(keyring_database& database, const attribute_registry& registry,
                                               const std::string& name)
    : database_(database)
{
    database_.with_session([&](soci::session& sql) { describe(sql, registry, name); });
}

void stored_table_rows_soci::describe(soci::session& sql, const attribute_registry& registry, const std::string& name)
{
    const table_home home = database_.home();
    const live_schema schema = engine_of_backend(sql.get_backend_name()).read_schema(sql);
    const live_table* live = schema.find(name);
    if (live == nullptr)
        throw error(errc::bad_schema,
                    fmt::format("there is no table {} in the database: name one that is there", name));
    table_ = live->name;
    key_ = primary_key_of(sql, table_, home);
    columns_.clear();
    is_bytes_.clear();
    std::string list;
    for (const live_column& each : live->columns) {
        const attribute* which = attribute_in(registry, live->name, each.name);
        const std::string plain = quoted(each.name, home);
        const bool bytes = which == nullptr && each.kind == column_kind::bytes;
        columns_.push_back({each.name, which});
        is_bytes_.push_back(bytes);
        bound_to_row_ |=
            which && (which->bound_to_row || std::ranges::any_of(which->former, &former_policy::bound_to_row));
        list += (list.empty() ? "" : ", ") + (which   ? stored_text_sql(*which, home)
                                              : bytes ? hex_sql(plain, home)
                                                      : plain);
    }
    if (!key_.empty()) list += ", " + joined(key_, home);
    select_ = fmt::format("select {} from {}", list, quoted(table_, home));
}

stored_cells_row stored_table_rows_soci::row_from(const soci::row& row) const
{
    stored_cells_row read;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (row.get_indicator(i) == soci::i_null) {
            read.cells.emplace_back();
            continue;
        }
        const std::string text = shown(row, i);
        const attribute* which = columns_[i].which;
        read.cells.emplace_back(which ? stored_from_text(*which, text) : is_bytes_[i] ? "\\x" + text : text);
    }
    for (std::size_t i = 0; i < key_.size(); ++i) {
        const std::size_t column = columns_.size() + i;
        read.where += fmt::format("{}{} {}", i == 0 ? "" : ", ", key_[i], shown(row, column));
        if (bound_to_row_) add_to_key(read.row, row, column);
    }
    return read;
}

std::size_t stored_table_rows_soci::read(soci::session& sql, const std::string& query,
                                         const std::function<void(const stored_cells_row&)>& visit) const
{
    std::size_t count = 0;
    soci::rowset<soci::row> rows = (sql.prepare << query);
    for (const soci::row& each : rows) {
        visit(row_from(each));
        ++count;
    }
    return count;
}

// SOCI's SQLite backend reads row by row; the others hold a whole result in memory.
void stored_table_rows_soci::walk(soci::session& sql, const std::function<void(const stored_cells_row&)>& visit) const
{
    switch (database_.home()) {
        case table_home::sqlite: static_cast<void>(read(sql, select_, visit)); return;
        case table_home::postgresql:
            sql << fmt::format("declare cellseal_rescue no scroll cursor for {}", select_);
            while (read(sql, fmt::format("fetch {} from cellseal_rescue", page), visit) == page) {
            }
            return;
        case table_home::mysql: break;
    }
    const std::string order = key_.empty() ? "" : " order by " + joined(key_, database_.home());
    for (std::size_t done = 0, got = page; got == page; done += got)
        got = read(sql, fmt::format("{}{} limit {} offset {}", select_, order, page, done), visit);
}

void stored_table_rows_soci::each(const std::function<void(const stored_cells_row&)>& visit)
{
    database_.in_transaction([&](soci::session& sql) { walk(sql, visit); });
}

}  // namespace cellseal::soci_orm
