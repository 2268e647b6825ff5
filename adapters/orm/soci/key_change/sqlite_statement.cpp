#include "adapters/orm/soci/key_change/sqlite_statement.h"

#include "adapters/orm/soci/sqlite_of_soci.h"

namespace cellseal::soci_orm {

namespace {

sqlite_api::sqlite3* connection_of(soci::session& sql)
{
    return static_cast<soci::sqlite3_session_backend&>(*sql.get_backend()).conn_;
}

sqlite_api::sqlite3_stmt* native(void* statement) { return static_cast<sqlite_api::sqlite3_stmt*>(statement); }

}  // namespace

void sqlite_statement::finalized::operator()(void* statement) const noexcept
{
    sqlite_api::sqlite3_finalize(native(statement));
}

sqlite_statement::sqlite_statement(soci::session& sql, const std::string& text) : sql_(sql)
{
    sqlite_api::sqlite3_stmt* prepared = nullptr;
    const int result = sqlite_api::sqlite3_prepare_v2(connection_of(sql), text.c_str(),
                                                      static_cast<int>(text.size()) + 1, &prepared, nullptr);
    statement_.reset(prepared);
    check(result);
}

void sqlite_statement::check(int result) const
{
    if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE) return;
    throw last_error_of(connection_of(sql_), result);
}

void sqlite_statement::reset() noexcept
{
    // What it returns is the error of the last step, which has been thrown.
    sqlite_api::sqlite3_reset(native(statement_.get()));
    parameter_ = column_ = 0;
}

void sqlite_statement::bind(std::span<const stored_field> fields)
{
    for (const stored_field& each : fields) {
        const int place = ++parameter_;
        auto* const statement = native(statement_.get());
        if (each.is_null())
            check(sqlite_api::sqlite3_bind_null(statement, place));
        else if (each.is_number)
            check(sqlite_api::sqlite3_bind_int64(statement, place, each.number));
        else
            check(sqlite_api::sqlite3_bind_text(statement, place, each.text.data(), static_cast<int>(each.text.size()),
                                                nullptr));  // The field keeps the text.
    }
}

bool sqlite_statement::step()
{
    column_ = 0;
    const int result = sqlite_api::sqlite3_step(native(statement_.get()));
    check(result);
    return result == SQLITE_ROW;
}

void sqlite_statement::take(std::span<stored_field> fields)
{
    for (stored_field& each : fields) {
        const int place = column_++;
        auto* const statement = native(statement_.get());
        each.state = sqlite_api::sqlite3_column_type(statement, place) == SQLITE_NULL ? soci::i_null : soci::i_ok;
        if (each.is_null()) continue;
        if (each.is_number) {
            each.number = sqlite_api::sqlite3_column_int64(statement, place);
            continue;
        }
        const auto* text = reinterpret_cast<const char*>(sqlite_api::sqlite3_column_text(statement, place));
        each.text.assign(text == nullptr ? "" : text,
                         static_cast<std::size_t>(sqlite_api::sqlite3_column_bytes(statement, place)));
    }
}

std::uint64_t sqlite_statement::run()
{
    while (step()) continue;
    return static_cast<std::uint64_t>(sqlite_api::sqlite3_changes(connection_of(sql_)));
}

void bind_range(sqlite_statement& select, const key_range& range, std::array<stored_table_row, 2>& room)
{
    std::size_t next = 0;
    for (const std::vector<std::string>* each : {&range.behind, &range.until}) {
        stored_table_row& bound = room.at(next++);
        if (each->empty()) continue;
        set_key(bound, *each);
        select.bind(bound.key);
    }
}

bool read_rows(sqlite_statement& select, const table_shape& shape, const key_range& range, std::size_t most_bytes,
               row_block& block)
{
    std::array room{stored_table_row(shape), stored_table_row(shape)};
    const statement_in_use running{select};
    bind_range(select, range, room);
    while (select.step()) {
        stored_table_row& row = block.add(shape).before;
        select.take(row.key);
        select.take(row.row_key);
        select.take(row.cells);
        if (block.measure(row) >= most_bytes) return false;
    }
    return true;
}

bool write_row(sqlite_statement& update, const row_rewrite& row)
{
    const statement_in_use running{update};
    update.bind(row.after);
    update.bind(row.before.key);
    update.bind(row.before.row_key);
    update.bind(row.before.cells);
    return update.run() > 0;
}

}  // namespace cellseal::soci_orm
