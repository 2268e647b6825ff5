#include "adapters/orm/soci/key_change/sqlite_statement.h"

#include "adapters/orm/soci/sqlite_of_soci.h"

#include <bit>

namespace cellseal::soci_orm {

namespace {

sqlite_api::sqlite3* connection_of(soci::session& sql)
{
    return static_cast<soci::sqlite3_session_backend&>(*sql.get_backend()).conn_;
}

sqlite_api::sqlite3_stmt* native(void* statement) { return static_cast<sqlite_api::sqlite3_stmt*>(statement); }

using storage = stored_field::storage;

// As it is stored, for else it would be another value: SQLite shows a real in fewer digits than it has.
int bind_as_held(sqlite_api::sqlite3_stmt* statement, int place, const stored_field& value)
{
    const int size = static_cast<int>(value.text.size());
    switch (value.held) {
        case storage::integer: return sqlite_api::sqlite3_bind_int64(statement, place, value.number);
        case storage::real:
            return sqlite_api::sqlite3_bind_double(statement, place, std::bit_cast<double>(value.number));
        case storage::blob: return sqlite_api::sqlite3_bind_blob(statement, place, value.text.data(), size, nullptr);
        case storage::text: break;
    }
    return sqlite_api::sqlite3_bind_text(statement, place, value.text.data(), size, nullptr);  // The field keeps it.
}

void take_storage(sqlite_api::sqlite3_stmt* statement, int place, int type, stored_field& value)
{
    value.held = storage::text;
    value.number = 0;
    if (type == SQLITE_BLOB) value.held = storage::blob;
    if (type == SQLITE_INTEGER) {
        value.held = storage::integer;
        value.number = sqlite_api::sqlite3_column_int64(statement, place);
    }
    if (type == SQLITE_FLOAT) {
        value.held = storage::real;
        value.number = std::bit_cast<long long>(sqlite_api::sqlite3_column_double(statement, place));
    }
}

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
            check(bind_as_held(statement, place, each));
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
        const int type = sqlite_api::sqlite3_column_type(statement, place);
        each.state = type == SQLITE_NULL ? soci::i_null : soci::i_ok;
        if (each.is_null()) continue;
        if (each.is_number) {
            each.number = sqlite_api::sqlite3_column_int64(statement, place);
            continue;
        }
        take_storage(statement, place, type, each);
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
