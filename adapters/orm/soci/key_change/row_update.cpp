#include "adapters/orm/soci/key_change/row_update.h"

#include "adapters/orm/soci/key_change/reseal_sql.h"

namespace cellseal::soci_orm {

namespace {

/// What one statement is bound to.
struct bound_rewrite {
    stored_table_row before;
    std::vector<stored_field> after;

    explicit bound_rewrite(const table_shape& shape) : before(shape), after(before.cells) {}
};

void prepare(soci::statement& update, bound_rewrite& bound, const table_shape& shape)
{
    bind(update, bound.after, 'n');
    bind(update, bound.before.key, 'k');
    bind(update, bound.before.row_key, 'r');
    bind(update, bound.before.cells, 'o');
    update.alloc();
    update.prepare(reseal_sql::update(shape));
    update.define_and_bind();
}

}  // namespace

std::uint64_t write_each(soci::session& sql, const table_shape& shape, std::span<const row_rewrite* const> rows)
{
    bound_rewrite bound(shape);
    soci::statement update(sql);
    prepare(update, bound, shape);
    std::uint64_t written = 0;
    for (const row_rewrite* each : rows) {
        bound.before = each->before;
        bound.after = each->after;
        update.execute(true);
        written += update.get_affected_rows() > 0 ? 1 : 0;
    }
    return written;
}

}  // namespace cellseal::soci_orm
