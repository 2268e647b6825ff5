#include "adapters/orm/soci/key_change/finding_table.h"

#include <array>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"

namespace cellseal::soci_orm {

namespace {

using enum cellseal::column_kind;

constexpr std::array<stored_column, 5> columns{{
    {"attribute", name, true},
    {"row_key", name, true},
    {"table_name", name, true},
    {"reason", ascii, true},
    {"acknowledged", number, true},
}};
constexpr stored_table layout{"cellseal_finding", columns, 2};

// A key is shown and compared, never used to find the row: what is too long for the column is cut.
constexpr std::size_t longest_name = 255;

std::string fitted(const std::string& text) { return text.substr(0, longest_name); }

// A reason names the key of another row, whatever that is made of.
std::string spelled(std::string reason)
{
    for (char& each : reason)
        if (static_cast<unsigned char>(each) >= 0x80) each = '?';
    return fitted(reason);
}

}  // namespace

finding_table::finding_table(soci::session& sql, table_home home, std::string name)
    : sql_(sql), home_(home), name_(std::move(name))
{
    check_table_name(name_);
}

bool finding_table::exists()
{
    if (!known_) known_ = !find_table(sql_, "", name_, home_).empty();
    return known_;
}

void finding_table::require()
{
    if (!exists()) make_table(sql_, create_sql(layout, name_, home_));
    known_ = true;
}

bool finding_table::is_known(const std::string& attribute, const std::string& row)
{
    int known = 0;
    sql_ << fmt::format("select count(*) from {} where attribute = :attribute and row_key = :row", name_),
        soci::use(attribute, "attribute"), soci::use(row, "row"), soci::into(known);
    return known > 0;
}

void finding_table::insert(const reseal_finding& what)
{
    insert_rows(sql_, layout, name_,
                {{what.attribute, fitted(what.row), what.table, spelled(what.reason), std::int64_t{0}}});
}

void finding_table::add(const reseal_finding& what)
{
    require();
    if (!is_known(what.attribute, fitted(what.row))) insert(what);
}

void finding_table::record(const reseal_finding& what)
{
    require();
    const std::string row = fitted(what.row), reason = spelled(what.reason);
    if (!is_known(what.attribute, row)) return insert(what);
    sql_ << fmt::format("update {} set reason = :reason where attribute = :attribute and row_key = :row", name_),
        soci::use(reason, "reason"), soci::use(what.attribute, "attribute"), soci::use(row, "row");
}

bool finding_table::is_acknowledged(const std::string& attribute, const std::string& row)
{
    if (!exists()) return false;
    const std::string key = fitted(row);
    int found = 0;
    sql_ << fmt::format("select count(*) from {} where attribute = :attribute and row_key = :row and acknowledged = 1",
                        name_),
        soci::use(attribute, "attribute"), soci::use(key, "row"), soci::into(found);
    return found > 0;
}

std::vector<reseal_finding> finding_table::list(std::size_t most)
{
    std::vector<reseal_finding> all;
    if (!exists()) return all;
    read_rows(
        sql_, layout, fmt::format("{} order by attribute, row_key limit {}", select_sql(layout, name_), most), 0,
        [&](stored_row row) {
            all.push_back({std::get<std::string>(row[2]), std::get<std::string>(row[1]), std::get<std::string>(row[0]),
                           std::get<std::string>(row[3]), std::get<std::int64_t>(row[4]) != 0});
        });
    return all;
}

std::uint64_t finding_table::acknowledged_rows(const std::string& table)
{
    if (!exists()) return 0;
    long long count = 0;
    sql_ << fmt::format("select count(distinct row_key) from {} where table_name = :table and acknowledged = 1", name_),
        soci::use(table, "table"), soci::into(count);
    return static_cast<std::uint64_t>(count);
}

void finding_table::forget_unacknowledged()
{
    if (exists()) sql_ << fmt::format("delete from {} where acknowledged = 0", name_);
}

bool finding_table::acknowledge(const std::string& attribute, const std::string& row)
{
    if (!exists()) return false;
    soci::statement update = (sql_.prepare << fmt::format("update {} set acknowledged = 1 where attribute = :attribute "
                                                          "and row_key = :row",
                                                          name_),
                              soci::use(attribute, "attribute"), soci::use(row, "row"));
    update.execute(true);
    return is_acknowledged(attribute, row);
}

}  // namespace cellseal::soci_orm
