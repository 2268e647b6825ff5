#include "adapters/orm/soci/key_change/work_order_table.h"

#include <array>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"

namespace cellseal::soci_orm {

namespace {

using enum cellseal::column_kind;

constexpr std::array<stored_column, 2> columns{{{"order_name", ascii, true}, {"order_value", number, true}}};
constexpr stored_table layout{"cellseal_work", columns, 1};

}  // namespace

work_order_table::work_order_table(soci::session& sql, table_home home, std::string name)
    : sql_(sql), home_(home), name_(std::move(name))
{
    check_table_name(name_);
}

bool work_order_table::is_made() { return !find_table(sql_, "", name_, home_).empty(); }

void work_order_table::make() { make_table(sql_, create_sql(layout, name_, home_)); }

work_orders work_order_table::read()
{
    work_orders orders;
    if (!is_made()) return orders;
    read_rows(sql_, layout, select_sql(layout, name_), 0, [&](stored_row row) {
        const auto value = std::get<std::int64_t>(row[1]);
        if (std::get<std::string>(row[0]) == "paused") orders.paused = value != 0;
        if (std::get<std::string>(row[0]) == "rate") orders.rows_per_second = static_cast<std::uint64_t>(value);
    });
    return orders;
}

void work_order_table::write(const work_orders& next)
{
    if (!is_made()) make();
    soci::transaction transaction(sql_);
    sql_ << fmt::format("delete from {} where order_name in ('paused', 'rate')", name_);
    std::vector<stored_row> rows{{std::string("paused"), std::int64_t{next.paused}}};
    if (next.rows_per_second) rows.push_back({std::string("rate"), static_cast<std::int64_t>(*next.rows_per_second)});
    insert_rows(sql_, layout, name_, rows);
    transaction.commit();
}

std::int64_t work_order_table::turn()
{
    std::int64_t standing = 0;
    if (!is_made()) return standing;
    read_rows(sql_, layout, select_sql(layout, name_), 0, [&](stored_row row) {
        if (std::get<std::string>(row[0]) == "turn") standing = std::get<std::int64_t>(row[1]);
    });
    return standing;
}

bool work_order_table::pass_turn(std::int64_t from, std::int64_t to)
{
    bool passed = false;
    in_writing_transaction(sql_, [&] {
        passed = turn() == from;
        if (!passed) return;
        if (!is_made()) make();
        sql_ << fmt::format("delete from {} where order_name = 'turn'", name_);
        if (to != 0) insert_rows(sql_, layout, name_, {{std::string("turn"), to}});
    });
    return passed;
}

}  // namespace cellseal::soci_orm
