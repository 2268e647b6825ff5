#include "adapters/orm/soci/key_change/table_resealer.h"

#include <algorithm>
#include <utility>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/reseal_sql.h"

namespace cellseal::soci_orm {

namespace {

/// A row as it was read, and as it is to be written, bound to one statement.
struct bound_rewrite {
    stored_table_row before;
    stored_table_row after;

    explicit bound_rewrite(const table_shape& shape) : before(shape), after(shape) {}
};

void move_on(reseal_cursor& cursor, const std::vector<stored_table_row>& rows, std::size_t most)
{
    if (!rows.empty()) cursor.after = cursor_of(rows.back());
    cursor.at_end = rows.size() < most;
}

void prepare(soci::statement& update, bound_rewrite& bound, const table_shape& shape)
{
    bind(update, bound.after.cells, 'n');
    bind(update, bound.before.key, 'k');
    bind(update, bound.before.row_key, 'r');
    bind(update, bound.before.cells, 'o');
    update.alloc();
    update.prepare(reseal_sql::update(shape));
    update.define_and_bind();
}

}  // namespace

table_resealer::table_resealer(soci::session& sql, const engine& how, const table_shape& shape, const keyring& keys,
                               finding_table& findings, std::span<const std::string> taken_in)
    : sql_(sql),
      shape_(shape),
      findings_(findings),
      rows_(shape, how, keys, taken_in),
      taken_in_(taken_in.begin(), taken_in.end())
{
}

std::vector<stored_table_row> table_resealer::old_rows(const reseal_cursor& cursor, std::size_t most,
                                                       locked_rows locked)
{
    const reseal_sql::wanted_rows wanted{reseal_sql::is_old(shape_, rows_.marks(), taken_in_), !cursor.after.empty(),
                                         most, true, locked};
    return read_rows(sql_, shape_, reseal_sql::select(shape_, wanted), cursor.after);
}

// Kept in memory until the rows' own transaction is through.
void table_resealer::record(const stored_table_row& row, const std::string& attribute, std::string_view reason,
                            reseal_batch& done)
{
    found_.push_back({shape_.name, row.name(), attribute, std::string(reason), false});
    ++done.findings;
}

void table_resealer::rewrite(std::vector<stored_table_row>& rows, reseal_batch& done)
{
    std::vector<std::pair<std::size_t, stored_table_row>> changed;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        stored_table_row after = rows[i];
        const auto tell = [&](const attribute& which, std::string_view reason) {
            record(rows[i], which.full_name(), reason, done);
        };
        if (rows_.reseal(after, tell)) changed.emplace_back(i, std::move(after));
    }
    if (changed.empty()) return;
    const auto write_all = [&] {
        bound_rewrite bound(shape_);
        soci::statement update(sql_);
        prepare(update, bound, shape_);
        for (auto& [index, after] : changed) {
            bound.before = rows[index];
            bound.after = after;
            update.execute(true);
            ++(update.get_affected_rows() > 0 ? done.resealed : done.moved);
        }
    };
    // SQLite locks the whole database: it is held for the writing alone, not for reading and sealing.
    if (shape_.home == table_home::sqlite)
        in_writing_transaction(sql_, write_all);
    else
        write_all();
}

reseal_batch table_resealer::reseal_once(reseal_cursor& cursor, std::size_t most, locked_rows locked)
{
    reseal_batch done;
    std::vector<stored_table_row> rows;
    found_.clear();
    const auto work = [&] {
        rows = old_rows(cursor, most, locked);
        rewrite(rows, done);
    };
    if (shape_.home == table_home::sqlite)
        work();
    else
        in_writing_transaction(sql_, work);
    done.rows = rows.size();
    for (const reseal_finding& each : found_) findings_.record(each);
    move_on(cursor, rows, most);
    return done;
}

// One row alone hurts a unique key: it stays as it is, and waits for a decision.
void table_resealer::record_duplicate(reseal_cursor& cursor, locked_rows locked, reseal_batch& done)
{
    constexpr std::size_t one = 1;
    found_.clear();
    const auto rows = [&] {
        std::vector<stored_table_row> read;
        in_writing_transaction(sql_, [&] { read = old_rows(cursor, one, locked); });
        return read;
    }();
    for (const stored_table_row& row : rows)
        for (const sealed_column& each : shape_.columns)
            if (!each.token.empty() || each.which->found_by == lookup::deterministic)
                record(row, each.which->full_name(), "duplicate", done);
    for (const reseal_finding& each : found_) findings_.record(each);
    done.rows = rows.size();
    move_on(cursor, rows, one);
}

reseal_batch table_resealer::reseal(reseal_cursor& cursor, std::size_t most, locked_rows locked)
{
    for (std::size_t size = most;;) {
        try {
            return reseal_once(cursor, size, locked);
        } catch (const soci::soci_error& failed) {
            const trouble what = trouble_of(failed);
            if (what != trouble::busy && what != trouble::duplicate) throw;
            if (size == 1 && what == trouble::busy) throw;
            if (size == 1) {
                reseal_batch done;
                record_duplicate(cursor, locked, done);
                return done;
            }
            size = std::max<std::size_t>(size / 2, 1);
        }
    }
}

reseal_batch table_resealer::verify(reseal_cursor& cursor, std::size_t most)
{
    reseal_batch done;
    found_.clear();
    const auto rows = read_rows(
        sql_, shape_, reseal_sql::select(shape_, {.condition = "1 = 1", .behind = !cursor.after.empty(), .most = most}),
        cursor.after);
    for (const stored_table_row& row : rows)
        rows_.verify(row, [&](const attribute& which, std::string_view reason) {
            if (findings_.is_acknowledged(which.full_name(), row.name())) return;
            record(row, which.full_name(), reason, done);
        });
    for (const reseal_finding& each : found_) findings_.record(each);
    done.rows = rows.size();
    move_on(cursor, rows, most);
    return done;
}

std::uint64_t table_resealer::count_old()
{
    long long count = 0;
    sql_ << reseal_sql::count(shape_, reseal_sql::is_old(shape_, rows_.marks(), taken_in_)), soci::into(count);
    return static_cast<std::uint64_t>(count);
}

}  // namespace cellseal::soci_orm
