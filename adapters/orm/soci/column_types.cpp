#include "adapters/orm/soci/column_types.h"

#include <fmt/format.h>

namespace cellseal::soci_orm {

namespace {

const attribute* attribute_at(const attribute_registry& registry, const column_origin& where)
{
    for (const attribute& each : registry.attributes())
        if (same_identifier(each.column, where.column) && same_identifier(each.table, where.table)) return &each;
    return nullptr;
}

std::string place_of(const attribute* which) { return which == nullptr ? "a plain column" : which->place(); }

}  // namespace

namespace {

soci::data_type logical_type(const attribute& which)
{
    switch (which.type) {
        case value_type::boolean: return soci::dt_integer;
        case value_type::int64: return which.integer_bits <= 32 ? soci::dt_integer : soci::dt_long_long;
        case value_type::uint64: return soci::dt_unsigned_long_long;
        case value_type::float64: return soci::dt_double;
        case value_type::date_time: return which.finer_than_seconds ? soci::dt_string : soci::dt_date;
        case value_type::bytes: return soci::dt_blob;
        default: return soci::dt_string;
    }
}

}  // namespace

column_type described_type(const attribute& which) { return column_type_of(logical_type(which)); }

std::string disagreeing_origin(sealing_session& session, soci::details::statement_backend& inner,
                               const statement_plan& plan)
{
    const auto count = session.how().column_count(inner);
    if (!count) return {};
    if (!plan.columns.empty() && plan.columns.size() != *count)
        return fmt::format("The statement was understood to give {} columns, and the database gives {}; name the "
                           "columns instead of *.",
                           plan.columns.size(), *count);
    for (std::size_t i = 0; i < *count; ++i) {
        const column_origin origin = 
            session.how().origin_of(session.inner(), inner, static_cast<int>(i) + 1, session.known_origins());
        if (origin.table.empty()) continue;
        const attribute* understood = i < plan.columns.size() ? plan.columns[i].subject : nullptr;
        const attribute* named = attribute_at(session.interceptor().registry(), origin);
        if (understood != named)
            return fmt::format("Result column {} was understood to be {}, and the database says {}; write the statement "
                               "with qualified column names.",
                               i + 1, place_of(understood), place_of(named));
    }
    return {};
}

}  // namespace cellseal::soci_orm
