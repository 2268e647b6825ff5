#include "adapters/orm/soci/key_change/twin_walk.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/reseal_sql.h"
#include "adapters/orm/soci/key_change/row_update.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

[[noreturn]] void refuse_unopened(const comparable_column& column, const stored_table_row& row,
                                  const attribute& failing, errc reason)
{
    throw error(
        reason,
        fmt::format("{} is unique in {}, whose key is being changed, and the row with key {} may hold this very value: "
                    "{} does not open there ({}), so that the two cannot be compared. Nothing was written. Restore or "
                    "delete that row, or write another value",
                    column.which->full_name(), column.which->table, row.name(), failing.full_name(), name_of(reason)));
}

}  // namespace

twin_walk::twin_walk(soci::session& inner, const engine& how, const table_shape& shape, const comparable_column& column)
    : inner_(inner), how_(how), shape_(shape), column_(column)
{
    const auto own = std::ranges::find(shape.columns, column.which, &sealed_column::which);
    const auto index = static_cast<std::size_t>(own - shape.columns.begin());
    std::size_t next = 0;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        const bool part = std::ranges::find(own->parts, i) != own->parts.end();
        if (i == index) cell_ = next + (column.is_token ? 1 : 0);
        for (int cells = shape.columns[i].token.empty() ? 1 : 2; cells > 0; --cells, ++next) {
            if (i == index || part) moving_.push_back(next);
            const attribute* which = shape.columns[i].which;
            bytes_.push_back(which->form == stored_form::bytes ? which : nullptr);
        }
    }
}

void twin_walk::look_for(std::span<const std::string> stored)
{
    sought_.assign(stored.size(), {});
    for (std::size_t i = 0; i < stored.size(); ++i) sought_[i].set_text(stored[i]);
}

std::vector<stored_table_row> twin_walk::rows(const std::vector<std::string>& cursor, bool locking)
{
    const reseal_sql::wanted_rows wanted{.condition = reseal_sql::is_one_of(shape_, cell_, sought_.size()),
                                         .behind = !cursor.empty(),
                                         .most = most_sought,
                                         .for_update = locking,
                                         .locked = locked_rows::wait};
    auto found = read_rows(inner_, shape_, reseal_sql::select(shape_, wanted), cursor, sought_);
    for (stored_table_row& row : found) spell_as_written(row);
    return found;
}

// Over ODBC raw bytes come in another spelling than the one in which they are compared.
void twin_walk::spell_as_written(stored_table_row& row) const
{
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
        if (bytes_[i] == nullptr || row.cells[i].is_null()) continue;
        how_.from_exchanged(row.cells[i].text, bytes_[i]->place());
        how_.to_exchanged(row.cells[i].text);
    }
}

bool twin_walk::move_all(row_resealer& resealer, bool locking)
{
    bool all = true;
    std::vector<std::string> cursor;
    for (;;) {
        const std::vector<stored_table_row> found = rows(cursor, locking);
        for (const stored_table_row& each : found) all = move(resealer, each) && all;
        if (found.size() < most_sought) return all;
        cursor = cursor_of(found.back());
    }
}

row_rewrite twin_walk::moved(row_resealer& resealer, const stored_table_row& row) const
{
    const attribute* failing = column_.which;
    errc reason = errc::not_sealed;  // No value beside its token.
    row_rewrite resealed{row, {}};
    resealer.reseal(resealed, [&](const attribute& which, errc why) {
        if (!concerns(which)) return;
        failing = &which;
        reason = why;
    });
    if (!resealed.changed || resealed.after[cell_].text == row.cells[cell_].text)
        refuse_unopened(column_, row, *failing, reason);
    row_rewrite next{row, row.cells};
    for (const std::size_t each : moving_) next.after[each] = resealed.after[each];
    return next;
}

bool twin_walk::concerns(const attribute& which) const
{
    return &which == column_.which || std::ranges::any_of(which.compounds, [&](const compound_definition* each) {
        return &each->tokens == column_.which;
    });
}

// Two rows with one value may be there already: the one under the sealing key is what the database judges by.
bool twin_walk::move(row_resealer& resealer, const stored_table_row& row)
{
    const row_rewrite rewritten = moved(resealer, row);
    const row_rewrite* const one = &rewritten;
    // An error ends PostgreSQL's whole transaction. psqlodbc mixes its statements up behind a way back: there it does
    // end.
    const bool way_back = inner_.get_backend_name() == "postgresql" && how_.in_transaction(inner_);
    if (way_back) inner_ << "savepoint cellseal_twin";
    try {
        const bool stood_still = write_each(inner_, shape_, std::span(&one, 1)) > 0;
        if (way_back) inner_ << "release savepoint cellseal_twin";
        return stood_still;
    } catch (const soci::soci_error& failed) {
        if (trouble_of(failed) != trouble::duplicate) throw;
        if (way_back) inner_ << "rollback to savepoint cellseal_twin";
        twin_walk present(inner_, how_, shape_, column_);
        present.look_for(std::span(&rewritten.after[cell_].text, 1));
        if (!present.finds_any()) throw;  // It hurts another unique key.
        return true;
    }
}

}  // namespace cellseal::soci_orm
