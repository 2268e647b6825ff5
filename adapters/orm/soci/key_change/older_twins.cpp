#include "adapters/orm/soci/key_change/older_twins.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/twin_walk.h"
#include "adapters/orm/soci/stale_write.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

/// Nothing where a key change cannot work.
std::optional<table_home> home_of(soci::session& inner)
{
    switch (dialect_of_session(inner).value_or(dialect::odbc)) {
        case dialect::sqlite: return table_home::sqlite;
        case dialect::postgres: return table_home::postgresql;
        case dialect::mysql: return table_home::mysql;
        case dialect::firebird:
        case dialect::odbc: break;
    }
    return std::nullopt;
}

[[noreturn]] void refuse_without_rights(const comparable_column& column)
{
    throw error(
        errc::bad_schema,
        fmt::format("{} is unique in {}, whose key is being changed: a row that may hold the same value has to be "
                    "read and moved to the new key first, which this user may not. Nothing was written. Grant "
                    "select and update on {}, or let `cellseal key work` finish first",
                    column.which->full_name(), column.which->table, column.which->table));
}

template <typename Work>
void for_each_chunk(std::span<const std::string> stored, Work work)
{
    for (; !stored.empty(); stored = stored.subspan(std::min(stored.size(), twin_walk::most_sought)))
        work(stored.first(std::min(stored.size(), twin_walk::most_sought)));
}

template <typename Work>
void with_rights(const comparable_column& column, Work work)
try {
    work();
} catch (const soci::soci_error& failed) {
    if (trouble_of(failed) == trouble::no_rights) refuse_without_rights(column);
    throw;
}

}  // namespace

// A user who has closed the native session has taken from under the statements what they would be given back to.
older_twins::~older_twins()
{
    if (inner_.get_backend() != nullptr) return;
    for (auto& [table, known] : tables_)
        for (auto& [column, probe] : known.probes) static_cast<void>(probe.release());
}

const protected_table& older_twins::table_of(const attribute& which) const
{
    return *std::ranges::find_if(registry_.tables(), [&](const protected_table& each) {
        return std::ranges::find(each.attributes, &which) != each.attributes.end() ||
               std::ranges::find(each.compounds, &which, [](const compound_definition* index) {
                   return &index->tokens;
               }) != each.compounds.end();
    });
}

// PostgreSQL's schema stamp does not tell of new indexes.
older_twins::known_table& older_twins::known(const protected_table& table, table_home home)
{
    constexpr std::chrono::seconds oldest{30};
    const live_schema& schema = schema_.live();
    const auto now = std::chrono::steady_clock::now();
    known_table& entry = tables_[&table];
    if (entry.reading == schema_.readings() && now - entry.seen < oldest) return entry;
    known_table fresh{schema_.readings(), now, std::nullopt, std::nullopt, {}};
    if (const live_table* live = schema.find(table.name, table.schema))
        fresh.unique.emplace(inner_, home, live->name, table.schema);
    return entry = std::move(fresh);
}

bool older_twins::is_unique(const comparable_column& column)
{
    const std::optional<table_home> home = home_of(inner_);
    if (!home) return false;
    const known_table& table = known(table_of(*column.which), *home);
    return table.unique && table.unique->holds(column.name());
}

older_twins::known_table& older_twins::shaped(const comparable_column& column)
{
    const protected_table& table = table_of(*column.which);
    known_table& entry = known(table, *home_of(inner_));
    if (!entry.shape) entry.shape = shape_of(inner_, *home_of(inner_), schema_.live(), table);
    if (!entry.shape) throw error(errc::bad_schema, fmt::format("there is no table {} any more", table.name));
    return entry;
}

/// Whether none of a few values is there, by a statement that stays prepared; of many nothing is said.
bool older_twins::is_absent(const comparable_column& column, std::span<const std::string> stored)
{
    constexpr std::size_t few = 4;
    if (stored.size() > few) return false;
    known_table& table = shaped(column);
    std::unique_ptr<twin_probe>& probe = table.probes[column];
    if (!probe)
        probe =
            std::make_unique<twin_probe>(inner_, *table.shape, twin_walk(inner_, how_, *table.shape, column).cell());
    return std::ranges::none_of(stored, [&](const std::string& each) { return probe->finds(each); });
}

bool older_twins::any_holds(const comparable_column& column, std::span<const std::string> stored)
{
    bool any = false;
    with_rights(column, [&] {
        if (is_absent(column, stored)) return;
        twin_walk walk(inner_, how_, *shaped(column).shape, column);
        for_each_chunk(stored, [&](std::span<const std::string> some) {
            walk.look_for(some);
            any = any || walk.finds_any();
        });
    });
    return any;
}

void older_twins::bring_up(const comparable_column& column, std::span<const std::string> stored, const keyring& keys)
{
    constexpr int most_tries = 5;
    with_rights(column, [&] {
        if (is_absent(column, stored)) return;
        const table_shape& shape = *shaped(column).shape;
        row_resealer resealer(shape, how_, keys);
        twin_walk walk(inner_, how_, shape, column);
        for_each_chunk(stored, [&](std::span<const std::string> some) {
            walk.look_for(some);
            for (int tries = 0; !walk.move_all(resealer, tries > 0); ++tries)
                if (tries == most_tries) refuse_stale_write();
        });
    });
}

}  // namespace cellseal::soci_orm
