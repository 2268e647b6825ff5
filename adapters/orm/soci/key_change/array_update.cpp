#include "adapters/orm/soci/key_change/array_update.h"

#include <fmt/format.h>

namespace cellseal::soci_orm {

namespace {

const stored_field& field_of(const row_rewrite& row, char letter, std::size_t place)
{
    switch (letter) {
        case 'k': return row.before.key[place];
        case 'v': return row.before.version[place];
        default: return row.after[place];
    }
}

void append(std::string& list, std::string_view between, const std::string& next)
{
    if (!list.empty()) list += between;
    list += next;
}

/// For what the statement is prepared, not for what the arrays of one batch hold: so that no batch is planned anew, and
/// none by reading the whole table. Servers without the setting (before PostgreSQL 12) decide for themselves.
soci::session& planning_once(soci::session& sql)
{
    sql << "select set_config('plan_cache_mode', 'force_generic_plan', false) where "
           "current_setting('plan_cache_mode', true) is not null";
    return sql;
}

}  // namespace

std::vector<array_update::parameter> array_update::parameters_of(const table_shape& shape)
{
    std::vector<parameter> all;
    const auto add = [&](char letter, std::size_t place, const std::string& type) {
        all.push_back({letter, place, value_list(fmt::format("{}{}", letter, place), type)});
    };
    for (std::size_t i = 0; i < shape.key.size(); ++i) add('k', i, shape.key[i].type);
    for (std::size_t i = 0; i < shape.version.size(); ++i) add('v', i, shape.version[i].type);
    const std::vector<std::string> types = shape.cell_types();
    for (std::size_t i = 0; i < types.size(); ++i) add('n', i, types[i]);
    return all;
}

std::string array_update::text(const table_shape& shape)
{
    std::string given, set, same, found;
    for (const parameter& each : parameters_of(shape))
        append(given, ", ", fmt::format("{} as {}", each.values.expression(), each.values.name));
    const auto identify = [&](char letter, const std::vector<key_column>& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            append(same, " and ", fmt::format("stored.{} = given.{}{}", columns[i].sql, letter, i));
            append(found, " and ", fmt::format("target.{} = free.{}{}", columns[i].sql, letter, i));
        }
    };
    identify('k', shape.key);
    identify('v', shape.version);
    const std::vector<std::string> cells = shape.cells();
    for (std::size_t i = 0; i < cells.size(); ++i) append(set, ", ", fmt::format("{} = free.n{}", cells[i], i));
    // Behind its lock a row stands still, and its address with it.
    return fmt::format(
        "update {0} as target set {1} from (select stored.ctid as address, given.* from (select {2}) as given join {0} "
        "as stored on {3} for update of stored skip locked) as free where target.ctid = free.address and {4}",
        shape.sql, set, given, same, found);
}

array_update::array_update(soci::session& sql, const table_shape& shape)
    : parameters_(parameters_of(shape)), update_(planning_once(sql))
{
    update_.alloc();
    update_.prepare(text(shape));
    bind();
}

void array_update::bind()
{
    for (parameter& each : parameters_) update_.exchange(soci::use(each.values.sent, each.values.name));
    update_.exchange(soci::use(marks_.separator, "between"));
    update_.exchange(soci::use(marks_.null, "nothing"));
    update_.define_and_bind();
}

void array_update::send(std::span<const row_rewrite* const> rows)
{
    marks_.clear();
    for (const parameter& each : parameters_)
        for (const row_rewrite* row : rows) marks_.keep_apart_from(field_of(*row, each.letter, each.place));
    for (parameter& each : parameters_) {
        each.values.clear();
        for (const row_rewrite* row : rows) each.values.add(field_of(*row, each.letter, each.place), marks_);
        each.values.finish(marks_);
    }
}

std::uint64_t array_update::run(std::span<const row_rewrite* const> rows)
{
    send(rows);
    try {
        update_.execute(true);
    } catch (...) {
        // SOCI would leak what it has sent of an execution that failed.
        update_.bind_clean_up();
        bind();
        throw;
    }
    return static_cast<std::uint64_t>(update_.get_affected_rows());
}

}  // namespace cellseal::soci_orm
