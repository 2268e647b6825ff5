#include "adapters/orm/soci/key_change/sqlite_strides.h"

#include <optional>
#include <utility>

namespace cellseal::soci_orm {

sqlite_strides::sqlite_strides(soci::session& sql, const table_shape& shape)
    : sql_(sql),
      shape_(shape),
      first_(sql, reseal_sql::key_at(shape, false, rows - 1)),
      next_(sql, reseal_sql::key_at(shape, true, rows - 1))
{
}

std::vector<std::string> sqlite_strides::end_behind(const std::vector<std::string>& behind)
{
    sqlite_statement& select = behind.empty() ? first_ : next_;
    const statement_in_use running{select};
    stored_table_row row(shape_);
    if (!behind.empty()) {
        set_key(row, behind);
        select.bind(row.key);
    }
    stored_table_row end(shape_);
    if (!select.step()) return {};
    select.take(end.key);
    return cursor_of(end);
}

std::uint64_t sqlite_strides::count(reseal_sql::wanted_rows wanted)
{
    std::uint64_t all = 0;
    std::optional<sqlite_statement> count;
    for (key_range range;;) {
        range.until = end_behind(range.behind);
        const bool behind = !range.behind.empty(), until = !range.until.empty();
        if (!count || behind != wanted.behind || until != wanted.until) {
            wanted.behind = behind;
            wanted.until = until;
            count.emplace(sql_, reseal_sql::count(shape_, wanted));
        }
        const statement_in_use running{*count};
        std::array room{stored_table_row(shape_), stored_table_row(shape_)};
        bind_range(*count, range, room);
        stored_field found;
        found.is_number = true;
        if (count->step()) count->take(std::span(&found, 1));
        all += static_cast<std::uint64_t>(found.number);
        if (range.until.empty()) return all;
        range.behind = std::move(range.until);
    }
}

}  // namespace cellseal::soci_orm
