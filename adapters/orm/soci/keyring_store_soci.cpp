#include "adapters/orm/soci/keyring_store_soci.h"

#include <fmt/format.h>

#include "plugin/attributes/catalogue_table.h"
#include "plugin/error/error.h"
#include "plugin/keys/audit_chain.h"
#include "plugin/keys/keyring_table.h"

namespace cellseal::soci_orm {

namespace {

std::string head_id() { return to_hex(record_id{}); }

template <typename Items>
std::vector<stored_row> rows_of(const Items& items)
{
    std::vector<stored_row> rows;
    for (const auto& each : items) rows.push_back(to_row(each));
    return rows;
}

[[noreturn]] void changed_meanwhile(const std::string& table)
{
    throw error(errc::keyring_changed,
                fmt::format("somebody else changed the keyring in table {} meanwhile: nothing was written; read "
                            "it again and repeat what you wanted",
                            table));
}

}  // namespace

std::string keyring_store_soci::place() const { return fmt::format("table {}", database_.names().keyring); }

bool keyring_store_soci::any_trace()
{
    const keyring_table_names& names = database_.names();
    bool found = false;
    database_.with_session([&](soci::session& sql) {
        found = database_.has_table(sql, names.keyring) || database_.has_table(sql, names.attributes) ||
                database_.has_table(sql, names.events);
    });
    return found;
}

std::optional<keyring_document> keyring_store_soci::load()
{
    std::vector<keyring_record> records;
    database_.with_session([&](soci::session& sql) {
        records.clear();
        if (!database_.has_table(sql, database_.names().keyring))
            return database_.refuse_hidden(sql, database_.names().keyring);
        // One statement, so one moment.
        read_rows(sql, keyring_table, select_sql(keyring_table, database_.names().keyring), 0,
                  [&](stored_row row) { records.push_back(keyring_record_from(row)); });
    });
    if (records.empty()) return std::nullopt;
    return keyring_document(std::move(records));
}

std::optional<std::uint64_t> keyring_store_soci::generation()
{
    std::optional<std::uint64_t> generation;
    database_.with_session([&](soci::session& sql) {
        const std::string& table = database_.names().keyring;
        const std::string id = head_id();
        long long found = 0;
        const auto ask = [&] {
            sql << fmt::format("select generation from {} where record_id = :id", table), soci::use(id, "id"),
                soci::into(found);
        };
        try {
            ask();
        } catch (const soci::soci_error&) {
            if (!database_.has_table(sql, table)) return;
            ask();  // Somebody has made the table in between.
        }
        if (sql.got_data()) generation = static_cast<std::uint64_t>(found);
    });
    return generation;
}

void keyring_store_soci::store(const keyring_change& change)
{
    if (change.expected_generation == 0)
        database_.with_session([&](soci::session& sql) { database_.create_tables(sql); });
    database_.in_transaction([&](soci::session& sql) {
        swap_generation(sql, change);
        replace_records(sql, change);
        insert_rows(sql, catalogue_table, database_.names().attributes, rows_of(change.attributes));
        write_events(sql, change.events);
    });
}

// First of all, so that the row of the head is locked by whoever comes first.
void keyring_store_soci::swap_generation(soci::session& sql, const keyring_change& change) const
{
    const std::string& table = database_.names().keyring;
    if (change.expected_generation == 0) {
        try {
            return insert_rows(sql, keyring_table, table, {to_row(change.next.head())});
        } catch (const soci::soci_error& failed) {
            // Not every backend of SOCI tells a constraint apart from other failures.
            if (failed.get_error_category() == soci::soci_error::constraint_violation) changed_meanwhile(table);
            const std::string text = failed.get_error_message();
            if (text.find("UNIQUE") != text.npos || text.find("Duplicate") != text.npos) changed_meanwhile(table);
            throw;
        }
    }
    const std::string id = head_id();
    const auto next = static_cast<long long>(change.next.generation());
    const auto expected = static_cast<long long>(change.expected_generation);
    const auto events = static_cast<long long>(change.next.head().event_count.value_or(0));
    const auto expected_events = static_cast<long long>(change.expected_events());
    soci::statement update =
        (sql.prepare << fmt::format("update {} set generation = :next, event_count = :events where record_id = :id and "
                                    "generation = :expected and event_count = :expected_events",
                                    table),
         soci::use(next, "next"), soci::use(events, "events"), soci::use(id, "id"), soci::use(expected, "expected"),
         soci::use(expected_events, "expected_events"));
    update.execute(true);
    if (update.get_affected_rows() != 1) changed_meanwhile(table);
}

void keyring_store_soci::replace_records(soci::session& sql, const keyring_change& change) const
{
    sql << fmt::format("delete from {}", database_.names().keyring);
    insert_rows(sql, keyring_table, database_.names().keyring, rows_of(change.next.records()));
}

void keyring_store_soci::write_events(soci::session& sql, const std::vector<event>& events) const
{
    for (const event& each : events) {
        const std::string id = to_hex(each.id);
        sql << fmt::format("delete from {} where event_id = :id", database_.names().events), soci::use(id, "id");
    }
    insert_rows(sql, event_table, database_.names().events, rows_of(events));
}

}  // namespace cellseal::soci_orm
