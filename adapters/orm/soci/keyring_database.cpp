#include "adapters/orm/soci/keyring_database.h"

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/lost_connection.h"
#include "plugin/attributes/catalogue_table.h"
#include "plugin/error/error.h"
#include "plugin/keys/audit_chain.h"
#include "plugin/keys/keyring_table.h"

namespace cellseal::soci_orm {

namespace {

// One row's cells, bound to a statement; strings keep their place while it lives.
struct bound_row {
    explicit bound_row(std::size_t columns) : numbers(columns), texts(columns), indicators(columns, soci::i_null) {}

    std::vector<long long> numbers;
    std::vector<std::string> texts;
    std::vector<soci::indicator> indicators;

    void set(std::size_t column, const stored_cell& cell)
    {
        indicators[column] = std::holds_alternative<std::monostate>(cell) ? soci::i_null : soci::i_ok;
        if (const auto* number = std::get_if<std::int64_t>(&cell)) numbers[column] = *number;
        if (const auto* text = std::get_if<std::string>(&cell)) texts[column] = *text;
    }
    [[nodiscard]] stored_cell get(std::size_t column, cellseal::column_kind kind) const
    {
        if (indicators[column] == soci::i_null) return {};
        if (kind == cellseal::column_kind::number) return std::int64_t{numbers[column]};
        return texts[column];
    }
};

[[noreturn]] void unavailable(const soci::soci_error& failed)
{
    // get_error_message() is the database's own text; what() would add the statement's parameters.
    throw error(errc::database_unavailable,
                fmt::format("the database did not do what the keyring needs: {}. Nothing was changed; try "
                            "again when it is reachable, unlocked and writable",
                            failed.get_error_message()));
}

// Not the statements: tables without a keyring are what a lost keyring leaves behind, and no first key is made there.
[[noreturn]] void refuse_tables(const keyring_table_names& names)
{
    throw error(
        errc::bad_schema,
        fmt::format("cellseal's own tables are missing, and this user may not make them; nothing was changed. Let "
                    "the owner of the database run `cellseal init` with settings of his own user, and then give "
                    "this user the rights to read and write {}, {} and {}, and the key",
                    names.keyring, names.attributes, names.events));
}

}  // namespace

keyring_table_names keyring_table_names::with_prefix(std::string_view prefix)
{
    return {fmt::format("{}keyring", prefix), fmt::format("{}attribute", prefix), fmt::format("{}event", prefix),
            fmt::format("{}process", prefix), fmt::format("{}finding", prefix),   fmt::format("{}work", prefix)};
}

keyring_database::keyring_database(soci::session& sql, keyring_table_names names)
    : sql_(&sql), names_(std::move(names)), home_(table_home_of(sql.get_backend_name()))
{
    for (const std::string* name : {&names_.keyring, &names_.attributes, &names_.events}) check_table_name(*name);
}

void keyring_database::on_live_connection(const std::function<void()>& work)
{
    try {
        try {
            work();
        } catch (const soci::soci_error& failed) {
            // A database that was restarted must not stop a process for good.
            if (!is_connection_lost(failed)) throw;
            sql_->reconnect();
            work();
        }
    } catch (const soci::soci_error& failed) {
        unavailable(failed);
    }
}

void keyring_database::with_session(const std::function<void(soci::session&)>& work)
{
    const std::lock_guard lock(mutex_);
    on_live_connection([&] { work(*sql_); });
}

void keyring_database::in_transaction(const std::function<void(soci::session&)>& work)
{
    const std::lock_guard lock(mutex_);
    std::unique_ptr<soci::transaction> transaction;
    on_live_connection([&] {
        transaction.reset();
        transaction = std::make_unique<soci::transaction>(*sql_);
        work(*sql_);
    });
    transaction->commit();
}

bool keyring_database::has_table(soci::session& sql, std::string_view name) const
{
    return !find_table(sql, "", name, home_).empty();
}

void keyring_database::create_tables(soci::session& sql) const
{
    const std::pair<const stored_table*, const std::string*> tables[] = {
        {&keyring_table, &names_.keyring}, {&catalogue_table, &names_.attributes}, {&event_table, &names_.events}};
    for (const auto& [table, name] : tables) {
        if (has_table(sql, *name)) continue;
        try {
            sql << create_sql(*table, *name, home_);
        } catch (const soci::soci_error& failed) {
            // Somebody else made it in this moment, which PostgreSQL reports in spite of "if not exists".
            if (has_table(sql, *name)) continue;
            if (trouble_of(failed) == trouble::no_rights) refuse_tables(names_);
            throw;
        }
    }
}

void keyring_database::refuse_hidden(soci::session& sql, std::string_view name) const
try {
    if (home_ != table_home::sqlite) sql << fmt::format("select 1 from {} where 1 = 0", name);
} catch (const soci::soci_error& failed) {
    if (trouble_of(failed) != trouble::no_rights) return;
    throw error(errc::bad_schema,
                fmt::format("this user may not read the table {}, so that nobody knows whether a keyring is there. Let "
                            "its owner give him the rights to read and write {}, {} and {}, or make the first key with "
                            "settings of a user who may",
                            name, names_.keyring, names_.attributes, names_.events));
}

std::string find_table(soci::session& sql, std::string_view schema, std::string_view name, table_home home)
{
    const std::string wanted(name), in(schema);
    std::string found;
    soci::indicator indicator = soci::i_null;
    sql << std::string(find_table_sql(home)), soci::use(wanted, "name"), soci::use(in, "schema"),
        soci::into(found, indicator);
    return sql.got_data() ? found : std::string();
}

void read_rows(soci::session& sql, const stored_table& table, const std::string& query, std::int64_t after,
               const std::function<void(stored_row)>& take)
{
    bound_row row(table.columns.size());
    long long after_value = after;
    soci::statement select(sql);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].kind == cellseal::column_kind::number)
            select.exchange(soci::into(row.numbers[i], row.indicators[i]));
        else
            select.exchange(soci::into(row.texts[i], row.indicators[i]));
    }
    if (query.find(":after") != query.npos) select.exchange(soci::use(after_value, "after"));
    select.alloc();
    select.prepare(query);
    select.define_and_bind();
    select.execute(false);
    while (select.fetch()) {
        stored_row taken;
        for (std::size_t i = 0; i < table.columns.size(); ++i) taken.push_back(row.get(i, table.columns[i].kind));
        take(std::move(taken));
    }
}

void insert_rows(soci::session& sql, const stored_table& table, std::string_view name,
                 const std::vector<stored_row>& rows)
{
    if (rows.empty()) return;
    bound_row bound(table.columns.size());
    soci::statement insert(sql);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::string parameter = fmt::format("c{}", i);
        if (table.columns[i].kind == cellseal::column_kind::number)
            insert.exchange(soci::use(bound.numbers[i], bound.indicators[i], parameter));
        else
            insert.exchange(soci::use(bound.texts[i], bound.indicators[i], parameter));
    }
    insert.alloc();
    insert.prepare(insert_sql(table, name));
    insert.define_and_bind();
    for (const stored_row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) bound.set(i, row[i]);
        insert.execute(true);
    }
}

}  // namespace cellseal::soci_orm
