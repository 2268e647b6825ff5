#include "adapters/orm/soci/key_change/resealable_rows_soci.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/fence_sql.h"
#include "adapters/orm/soci/key_change/table_resealer.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

resealable_rows_soci::resealable_rows_soci(soci::session& sql, std::shared_ptr<const attribute_registry> registry,
                                           const keyring_table_names& names)
    : sql_(sql),
      how_(engine_of_backend(sql.get_backend_name())),
      home_(table_home_of(sql.get_backend_name())),
      registry_(std::move(registry)),
      findings_(sql, home_, names.findings),
      orders_(sql, home_, names.work)
{
}

const std::vector<table_shape>& resealable_rows_soci::shapes()
{
    if (shapes_.empty())
        for (const protected_table& each : registry_->tables())
            if (auto shape = shape_of(sql_, how_, each)) shapes_.push_back(*std::move(shape));
    return shapes_;
}

const table_shape& resealable_rows_soci::shape_named(const std::string& table)
{
    const auto found = std::ranges::find(shapes(), table, &table_shape::name);
    if (found != shapes_.end()) return *found;
    throw error(errc::bad_schema, fmt::format("there is no protected table {} in the database", table));
}

std::vector<std::string> resealable_rows_soci::tables()
{
    return working([&] {
        std::vector<std::string> names;
        for (const table_shape& each : shapes()) names.push_back(each.name);
        return names;
    });
}

std::size_t resealable_rows_soci::batch_of(std::size_t most) const
{
    constexpr std::size_t by_itself = 200;
    return most > 0 ? most : by_itself;
}

reseal_batch resealable_rows_soci::reseal(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                          std::size_t most, locked_rows locked)
{
    return working([&] {
        return table_resealer(sql_, how_, shape_named(table), keys, findings_).reseal(cursor, most, locked, pace_);
    });
}

reseal_batch resealable_rows_soci::take_in(const std::string& table, std::span<const std::string> attributes,
                                           const keyring& keys, reseal_cursor& cursor, std::size_t most,
                                           locked_rows locked)
{
    return working([&] {
        return table_resealer(sql_, how_, shape_named(table), keys, findings_, attributes)
            .reseal(cursor, most, locked, pace_);
    });
}

std::uint64_t resealable_rows_soci::count_untaken(const std::string& table, std::span<const std::string> attributes,
                                                  const keyring& keys)
{
    return working([&] {
        const std::uint64_t left =
            table_resealer(sql_, how_, shape_named(table), keys, findings_, attributes).count_old();
        return left - std::min(left, findings_.acknowledged_rows(table));
    });
}

reseal_batch resealable_rows_soci::verify(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                          std::size_t most)
{
    return working(
        [&] { return table_resealer(sql_, how_, shape_named(table), keys, findings_).verify(cursor, batch_of(most)); });
}

std::uint64_t resealable_rows_soci::count_old(const std::string& table, const keyring& keys)
{
    return working([&] {
        const std::uint64_t old = table_resealer(sql_, how_, shape_named(table), keys, findings_).count_old();
        return old - std::min(old, findings_.acknowledged_rows(table));
    });
}

std::vector<reseal_finding> resealable_rows_soci::findings(std::size_t most)
{
    return working([&] { return findings_.list(most); });
}

void resealable_rows_soci::forget_findings()
{
    working([&] { findings_.forget_unacknowledged(); });
}

bool resealable_rows_soci::acknowledge(const std::string& name)
{
    const std::size_t blank = name.find(' ');
    if (blank == name.npos) return false;
    return working([&] { return findings_.acknowledge(name.substr(0, blank), name.substr(blank + 1)); });
}

bool resealable_rows_soci::has_turn(std::chrono::milliseconds still)
{
    // Servers lock row by row, and workers skip what is locked.
    if (home_ != table_home::sqlite) return true;
    return working([&] { return turn_.has(std::chrono::steady_clock::now(), still); });
}

void resealable_rows_soci::give_turn_up() noexcept
{
    const std::lock_guard lock(mutex_);
    turn_.give_up();
}

work_orders resealable_rows_soci::orders()
{
    return working([&] { return orders_.read(); });
}

void resealable_rows_soci::set_orders(const work_orders& next)
{
    working([&] { orders_.write(next); });
}

std::vector<std::string> resealable_rows_soci::triggers_fired()
{
    return working([&] {
        std::vector<std::string> names;
        for (const table_shape& each : shapes()) {
            std::string name;
            soci::statement triggers = (sql_.prepare << fence_sql::other_triggers(each), soci::into(name));
            triggers.execute();
            while (triggers.fetch()) names.push_back(fmt::format("{} on {}", name, each.name));
        }
        return names;
    });
}

std::string resealable_rows_soci::left_behind()
{
    switch (home_) {
        case table_home::sqlite:
            return "SQLite keeps overwritten bytes in free pages and in its write-ahead log. To clean up, while no "
                   "other "
                   "connection is open: vacuum; pragma wal_checkpoint(truncate);";
        case table_home::postgresql:
            return "PostgreSQL keeps overwritten rows until they are vacuumed, and its write-ahead log until its "
                   "segments "
                   "are recycled. To clean up: vacuum full <table>; checkpoint; select pg_switch_wal(); replicas and "
                   "archived logs keep their own copies.";
        case table_home::mysql: break;
    }
    return "MariaDB keeps overwritten rows until they are purged, and its logs until they are rotated. To clean up: "
           "optimize table <table>; flush binary logs; purge binary logs before now(); replicas keep their own copies.";
}

}  // namespace cellseal::soci_orm
