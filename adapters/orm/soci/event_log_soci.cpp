#include "adapters/orm/soci/event_log_soci.h"

#include <fmt/format.h>

#include "plugin/keys/audit_chain.h"

namespace cellseal::soci_orm {

namespace {

constexpr std::size_t page = 500;

}  // namespace

// Page by page: SOCI's PostgreSQL and MySQL backends hold a whole result in memory.
void event_log_soci::each_chained(const std::function<void(const event&)>& visit)
{
    const std::string query = fmt::format("{} where event_number > :after order by event_number limit {}",
                                          select_sql(event_table, database_.names().events), page);
    std::int64_t after = 0;
    for (std::size_t read = page; read == page;) {
        std::vector<event> events;
        database_.with_session([&](soci::session& sql) {
            events.clear();
            if (!database_.has_table(sql, database_.names().events)) return;
            read_rows(sql, event_table, query, after, [&](stored_row row) { events.push_back(event_from(row)); });
        });
        for (const event& each : events) visit(each);
        read = events.size();
        if (read > 0) after = static_cast<std::int64_t>(events.back().number.value_or(0));
    }
}

std::vector<event> event_log_soci::unchained(std::size_t most)
{
    return found_by(fmt::format("{} where event_number is null order by happened_at, event_id limit {}",
                                select_sql(event_table, database_.names().events), most),
                    0);
}

std::vector<event> event_log_soci::refusals(timestamp from, timestamp until, std::size_t most)
{
    return found_by(fmt::format("{} where happened_at between :after and {} and what like '%{}' order by happened_at "
                                "desc, event_id limit {}",
                                select_sql(event_table, database_.names().events), until, refusal_ending, most),
                    static_cast<std::int64_t>(from));
}

std::vector<event> event_log_soci::found_by(const std::string& query, std::int64_t after)
{
    std::vector<event> events;
    database_.with_session([&](soci::session& sql) {
        events.clear();
        if (!database_.has_table(sql, database_.names().events)) return;
        read_rows(sql, event_table, query, after, [&](stored_row row) { events.push_back(event_from(row)); });
    });
    return events;
}

void event_log_soci::add_unchained(const event& what)
{
    database_.with_session([&](soci::session& sql) { database_.create_tables(sql); });
    database_.in_transaction(
        [&](soci::session& sql) { insert_rows(sql, event_table, database_.names().events, {to_row(what)}); });
}

}  // namespace cellseal::soci_orm
