#include "adapters/orm/soci/key_change/process_table_soci.h"

#include <array>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"

namespace cellseal::soci_orm {

namespace {

using enum cellseal::column_kind;

constexpr std::array<stored_column, 4> columns{{
    {"process", name, true},
    {"generation", number, true},
    {"opens", ascii, false},
    {"seen_at", number, true},
}};
constexpr stored_table layout{"cellseal_process", columns, 1};

}  // namespace

process_table_soci::process_table_soci(keyring_database& database)
    : database_(database), name_(database.names().processes)
{
    check_table_name(name_);
}

void process_table_soci::require()
{
    database_.with_session([&](soci::session& sql) {
        if (database_.has_table(sql, name_)) return;
        try {
            make_table(sql, create_sql(layout, name_, database_.home()));
        } catch (const soci::soci_error&) {
            if (!database_.has_table(sql, name_)) throw;  // Somebody else made it in this moment.
        }
    });
}

void process_table_soci::report(const process_presence& own)
{
    require();
    stored_row row{own.name, static_cast<std::int64_t>(own.generation),
                   own.opens.empty() ? stored_cell{} : stored_cell{own.opens}, static_cast<std::int64_t>(own.seen_at)};
    database_.in_transaction([&](soci::session& sql) {
        sql << fmt::format("delete from {} where process = :process", name_), soci::use(own.name, "process");
        insert_rows(sql, layout, name_, {row});
    });
}

void process_table_soci::remove(const std::string& process)
{
    database_.with_session([&](soci::session& sql) {
        if (!database_.has_table(sql, name_)) return;
        sql << fmt::format("delete from {} where process = :process", name_), soci::use(process, "process");
    });
}

std::vector<process_presence> process_table_soci::all()
{
    std::vector<process_presence> processes;
    database_.with_session([&](soci::session& sql) {
        processes.clear();
        if (!database_.has_table(sql, name_)) return;
        read_rows(sql, layout, select_sql(layout, name_), 0, [&](stored_row row) {
            const auto* opens = std::get_if<std::string>(&row[2]);
            processes.push_back({std::get<std::string>(row[0]),
                                 static_cast<std::uint64_t>(std::get<std::int64_t>(row[1])), opens ? *opens : "",
                                 static_cast<timestamp>(std::get<std::int64_t>(row[3]))});
        });
    });
    return processes;
}

}  // namespace cellseal::soci_orm
