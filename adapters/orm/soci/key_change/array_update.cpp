#include "adapters/orm/soci/key_change/array_update.h"

#include <fmt/format.h>

namespace cellseal::soci_orm {

namespace {

/// One value more in what PostgreSQL reads as an array.
void add_to(std::string& array, const stored_field& field)
{
    array += array.empty() ? '{' : ',';
    if (field.is_null()) {
        array += "NULL";
        return;
    }
    if (field.is_number) {
        array += std::to_string(field.number);
        return;
    }
    array += '"';
    for (std::size_t done = 0;;) {
        const std::size_t next = field.text.find_first_of("\"\\", done);
        array.append(field.text, done, next - done);
        if (next == field.text.npos) break;
        array += '\\';
        array += field.text[next];
        done = next + 1;
    }
    array += '"';
}

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

std::string array_update::text(const table_shape& shape)
{
    std::string arrays, names, set, same, found;
    const auto give = [&](char letter, std::size_t place, const std::string& type) {
        std::string name = fmt::format("{}{}", letter, place);
        append(arrays, ", ", fmt::format("cast(:{} as {}[])", name, type));
        append(names, ", ", name);
        return name;
    };
    const auto identify = [&](char letter, const std::vector<key_column>& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string name = give(letter, i, columns[i].type);
            append(same, " and ", fmt::format("stored.{} = given.{}", columns[i].sql, name));
            append(found, " and ", fmt::format("target.{} = free.{}", columns[i].sql, name));
        }
    };
    identify('k', shape.key);
    identify('v', shape.version);
    const std::vector<std::string> cells = shape.cells(), types = shape.cell_types();
    for (std::size_t i = 0; i < cells.size(); ++i)
        append(set, ", ", fmt::format("{} = free.{}", cells[i], give('n', i, types[i])));
    // Behind its lock a row stands still, and its address with it.
    return fmt::format(
        "update {0} as target set {1} from (select stored.ctid as address, given.* from unnest({2}) as "
        "given({3}) join {0} as stored on {4} for update of stored skip locked) as free where "
        "target.ctid = free.address and {5}",
        shape.sql, set, arrays, names, same, found);
}

array_update::array_update(soci::session& sql, const table_shape& shape) : update_(planning_once(sql))
{
    const auto add = [&](char letter, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) parameters_.push_back({letter, i, fmt::format("{}{}", letter, i), {}});
    };
    add('k', shape.key.size());
    add('v', shape.version.size());
    add('n', shape.cells().size());
    update_.alloc();
    update_.prepare(text(shape));
    bind();
}

void array_update::bind()
{
    for (parameter& each : parameters_) update_.exchange(soci::use(each.values, each.name));
    update_.define_and_bind();
}

std::uint64_t array_update::run(std::span<const row_rewrite* const> rows)
{
    for (parameter& each : parameters_) {
        each.values.clear();
        for (const row_rewrite* row : rows) add_to(each.values, field_of(*row, each.letter, each.place));
        each.values += '}';
    }
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
