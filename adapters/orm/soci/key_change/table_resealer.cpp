#include "adapters/orm/soci/key_change/table_resealer.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/batch_update.h"
#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/reseal_sql.h"
#include "adapters/orm/soci/key_change/row_update.h"
#include "adapters/orm/soci/key_change/server_walk.h"
#include "adapters/orm/soci/key_change/sqlite_strides.h"
#include "adapters/orm/soci/key_change/sqlite_walk.h"

namespace cellseal::soci_orm {

namespace {

void move_on(reseal_cursor& cursor, const std::vector<stored_table_row>& rows, std::size_t most)
{
    if (!rows.empty()) cursor.after = cursor_of(rows.back());
    cursor.at_end = rows.size() < most;
}

}  // namespace

table_resealer::table_resealer(soci::session& sql, const engine& how, const table_shape& shape, const keyring& keys,
                               finding_table& findings, std::span<const std::string> taken_in)
    : sql_(sql),
      how_(how),
      shape_(shape),
      keys_(keys),
      findings_(findings),
      rows_(shape, how, keys, taken_in),
      taken_in_(taken_in.begin(), taken_in.end())
{
}

std::vector<stored_table_row> table_resealer::old_rows(const reseal_cursor& cursor, std::size_t most,
                                                       locked_rows locked)
{
    const reseal_sql::wanted_rows wanted{.condition = reseal_sql::is_old(shape_, rows_.marks(), taken_in_),
                                         .behind = !cursor.after.empty(),
                                         .most = most,
                                         .for_update = true,
                                         .locked = locked};
    return read_rows(sql_, shape_, reseal_sql::select(shape_, wanted), cursor.after);
}

// Kept in memory until the rows' own transaction is through.
void table_resealer::record(const stored_table_row& row, const std::string& attribute, std::string_view reason,
                            reseal_batch& done)
{
    found_.push_back({shape_.name, row.name(), attribute, std::string(reason), false});
    ++done.findings;
}

void table_resealer::rewrite(const std::vector<stored_table_row>& rows, reseal_batch& done)
{
    std::vector<row_rewrite> all;
    for (const stored_table_row& row : rows)
        rows_.reseal(all.emplace_back(row_rewrite{row, {}}), [&](const attribute& which, errc reason) {
            record(row, which.full_name(), name_of(reason), done);
        });
    std::vector<const row_rewrite*> changed;
    for (const row_rewrite& each : all)
        if (each.changed) changed.push_back(&each);
    if (changed.empty()) return;
    const std::uint64_t written = write_each(sql_, shape_, changed);
    done.resealed += written;
    done.moved += changed.size() - written;
}

void table_resealer::reseal_once(reseal_cursor& cursor, std::size_t most, locked_rows locked, reseal_batch& done)
{
    std::vector<stored_table_row> rows;
    reseal_batch now;
    found_.clear();
    in_writing_transaction(sql_, [&] {
        rows = old_rows(cursor, most, locked);
        rewrite(rows, now);
    });
    now.rows = rows.size();
    for (const reseal_finding& each : found_) findings_.record(each);
    move_on(cursor, rows, most);
    done = now;
}

bool table_resealer::walk(reseal_cursor& cursor, std::size_t most, locked_rows locked, worker_pace& pace,
                          reseal_batch& done)
{
    const auto update = shape_.home == table_home::sqlite ? nullptr : make_batch_update(sql_, shape_);
    if (shape_.home != table_home::sqlite && !update) return false;
    if (most == 0) most = std::numeric_limits<std::size_t>::max();
    const std::string condition = reseal_sql::is_old(shape_, rows_.marks(), taken_in_);
    const sealing_line::reseal_with how{shape_, how_, keys_, taken_in_};
    const auto tell = [&](const std::vector<reseal_finding>& found, const std::vector<stored_table_row>& duplicates) {
        found_ = found;
        for (const stored_table_row& each : duplicates) move_without_duplicates(each, done);
        for (const reseal_finding& each : found_) findings_.record(each);
    };
    if (shape_.home == table_home::sqlite)
        sqlite_walk(sql_, how, condition, pace.one_writer).run(cursor, most, done, tell);
    else
        server_walk(sql_, *update, how, condition, locked, pace.server).run(cursor, most, done, tell);
    return true;
}

// The key of the row that has this cell already; empty when none does.
std::string table_resealer::holder_of(const std::vector<stored_field>& resealed, std::size_t cell)
{
    stored_table_row other(shape_);
    stored_field wanted = resealed.at(cell);
    const std::string name = fmt::format("n{}", cell);
    soci::statement ask(sql_);
    take_into(ask, other.key);
    ask.exchange(soci::use(wanted.text, wanted.state, name));
    ask.alloc();
    ask.prepare(reseal_sql::holder(shape_, cell));
    ask.define_and_bind();
    return ask.execute(true) ? other.name() : std::string();
}

// What hurts a unique key stays as it is and is told; the row's other cells follow, each attribute by itself.
void table_resealer::move_without_duplicates(const stored_table_row& row, reseal_batch& done)
{
    row_rewrite all{row, {}};
    rows_.reseal(all, [](const attribute&, errc) {});
    if (!all.changed) return;
    const std::vector<stored_field>& resealed = all.after;
    row_rewrite next{row, row.cells};
    bool moved = false;
    std::size_t cell = 0;
    for (const sealed_column& each : shape_.columns) {
        const std::size_t value = cell, compared = each.token.empty() ? cell : cell + 1;
        cell = compared + 1;
        for (const std::size_t i : {value, compared}) next.after[i] = resealed[i];
        const auto stays = [&](std::size_t i) { return next.after[i] == next.before.cells[i]; };
        if (stays(value) && stays(compared)) continue;
        try {
            const row_rewrite* const one = &next;
            if (write_each(sql_, shape_, std::span(&one, 1)) == 0) break;  // Somebody else has written the row.
        } catch (const soci::soci_error& failed) {
            if (trouble_of(failed) != trouble::duplicate) throw;
            const std::string other = holder_of(resealed, compared);
            record(row, each.which->full_name(), other.empty() ? "duplicate" : "duplicate of " + other, done);
            next.after = next.before.cells;
            continue;
        }
        next.before.cells = next.after;
        moved = true;
    }
    done.resealed += moved ? 1 : 0;
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
    for (const stored_table_row& row : rows) move_without_duplicates(row, done);
    for (const reseal_finding& each : found_) findings_.record(each);
    done.rows += rows.size();
    move_on(cursor, rows, one);
}

reseal_batch table_resealer::reseal(reseal_cursor& cursor, std::size_t most, locked_rows locked, worker_pace& pace)
{
    reseal_batch done;
    if (walk(cursor, most, locked, pace, done)) return done;
    constexpr std::size_t by_itself = 200;
    for (std::size_t size = most > 0 ? most : by_itself;;) {
        try {
            reseal_once(cursor, size, locked, done);
            return done;
        } catch (const soci::soci_error& failed) {
            const trouble what = trouble_of(failed);
            if (what != trouble::busy && what != trouble::duplicate) throw;
            if (size == 1 && what == trouble::busy) throw;
            if (size == 1) {
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
        rows_.verify(row, [&](const attribute& which, errc reason) {
            if (findings_.is_acknowledged(which.full_name(), row.name())) return;
            record(row, which.full_name(), name_of(reason), done);
        });
    for (const reseal_finding& each : found_) findings_.add(each);
    done.rows = rows.size();
    move_on(cursor, rows, most);
    return done;
}

std::uint64_t table_resealer::count_old()
{
    reseal_sql::wanted_rows old{.condition = reseal_sql::is_old(shape_, rows_.marks(), taken_in_)};
    if (shape_.home == table_home::sqlite) return sqlite_strides(sql_, shape_).count(old);
    long long count = 0;
    sql_ << reseal_sql::count(shape_, old), soci::into(count);
    return static_cast<std::uint64_t>(count);
}

}  // namespace cellseal::soci_orm
