#include "adapters/orm/soci/key_change/bulk_update.h"

#include <mysql.h>

#include <soci/mysql/soci-mysql.h>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/reseal_sql.h"

namespace cellseal::soci_orm {

namespace {

MYSQL* connection_of(soci::session& sql) { return static_cast<soci::mysql_session_backend&>(*sql.get_backend()).conn_; }

MYSQL_STMT* native(void* statement) { return static_cast<MYSQL_STMT*>(statement); }

}  // namespace

void bulk_update::closed::operator()(void* statement) const noexcept { mysql_stmt_close(native(statement)); }

bool bulk_update::is_known_to(soci::session& sql)
{
    constexpr unsigned long in_upper_half = 32;
    unsigned long capabilities = 0;
    return mariadb_get_infov(connection_of(sql), MARIADB_CONNECTION_EXTENDED_SERVER_CAPABILITIES, &capabilities) == 0 &&
           (capabilities & (MARIADB_CLIENT_STMT_BULK_OPERATIONS >> in_upper_half)) != 0;
}

bulk_update::bulk_update(soci::session& sql, const table_shape& shape)
    : sql_(sql), statement_(mysql_stmt_init(connection_of(sql)))
{
    const std::vector<bool> bytes = shape.byte_cells();
    for (std::size_t i = 0; i < bytes.size(); ++i)
        columns_.push_back({.written = &row_rewrite::after, .place = i, .is_bytes = bytes[i]});
    for (std::size_t i = 0; i < shape.key.size(); ++i) columns_.push_back({.read = &stored_table_row::key, .place = i});
    for (std::size_t i = 0; i < shape.row_key.size(); ++i)
        columns_.push_back({.read = &stored_table_row::row_key, .place = i});
    for (std::size_t i = 0; i < bytes.size(); ++i)
        columns_.push_back({.read = &stored_table_row::cells, .place = i, .is_bytes = bytes[i]});
    const std::string text = reseal_sql::update(shape, reseal_sql::parameters::in_order);
    if (!statement_)
        throw soci::mysql_soci_error(mysql_error(connection_of(sql)),
                                     static_cast<int>(mysql_errno(connection_of(sql))));
    check(mysql_stmt_prepare(native(statement_.get()), text.data(), text.size()) != 0);
}

void bulk_update::check(bool failed) const
{
    if (!failed) return;
    MYSQL_STMT* const statement = native(statement_.get());
    throw soci::mysql_soci_error(mysql_stmt_error(statement), static_cast<int>(mysql_stmt_errno(statement)));
}

void bulk_update::begin() { sql_ << "set innodb_lock_wait_timeout = 0"; }

void bulk_update::end() noexcept
{
    try {
        sql_ << "set innodb_lock_wait_timeout = default";
    } catch (const soci::soci_error&) {
        // The connection is gone, and the setting with it.
    }
}

void bulk_update::execute(std::size_t rows)
{
    std::vector<MYSQL_BIND> bound(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        column& from = columns_[i];
        bound[i].u.indicator = from.states.data();
        if (!from.numbers.empty()) {
            bound[i].buffer_type = MYSQL_TYPE_LONGLONG;
            bound[i].buffer = from.numbers.data();
            continue;
        }
        bound[i].buffer_type = from.is_bytes ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING;
        bound[i].buffer = from.texts.data();
        bound[i].length = from.lengths.data();
    }
    MYSQL_STMT* const statement = native(statement_.get());
    const auto count = static_cast<unsigned>(rows);
    check(mysql_stmt_attr_set(statement, STMT_ATTR_ARRAY_SIZE, &count) != 0);
    check(mysql_stmt_bind_param(statement, bound.data()) != 0);
    check(mysql_stmt_execute(statement) != 0);
}

std::uint64_t bulk_update::run(std::span<const row_rewrite* const> rows)
{
    for (column& each : columns_) {
        each.texts.clear();
        each.lengths.clear();
        each.numbers.clear();
        each.states.clear();
        for (const row_rewrite* row : rows) {
            const stored_field& field =
                (each.written != nullptr ? row->*each.written : row->before.*each.read).at(each.place);
            each.states.push_back(field.is_null() ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE);
            if (field.is_number) {
                each.numbers.push_back(field.number);
                continue;
            }
            each.texts.push_back(field.text.data());
            each.lengths.push_back(field.text.size());
        }
    }
    std::uint64_t written = 0;
    in_writing_transaction(sql_, [&] {
        execute(rows.size());
        written = mysql_stmt_affected_rows(native(statement_.get()));
    });
    return written;
}

}  // namespace cellseal::soci_orm
