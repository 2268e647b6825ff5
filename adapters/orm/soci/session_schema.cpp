#include "adapters/orm/soci/session_schema.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "plugin/error/error.h"

namespace cellseal::soci_orm {

session_schema::session_schema(soci::session& inner, const engine& how, const attribute_registry& registry,
                               std::chrono::milliseconds oldest)
    : inner_(inner), how_(how), registry_(registry), oldest_(oldest)
{
}

std::string_view session_schema::schema_of(const attribute& which) const noexcept
{
    for (const protected_table& each : registry_.tables()) {
        const bool here = std::find(each.attributes.begin(), each.attributes.end(), &which) != each.attributes.end() ||
                          std::any_of(each.compounds.begin(), each.compounds.end(),
                                      [&](const compound_definition* index) { return &index->tokens == &which; });
        if (here) return each.schema;
    }
    return {};
}

session_schema::place session_schema::look_at(const attribute& which, const live_schema& live) const
{
    const live_table* table = live.find(which.table, schema_of(which));
    if (table == nullptr) return {};
    place here;
    here.finding = which.holds_tokens() ? check_index_column(which, *table) : check_column(which, *table);
    if (which.form == stored_form::bytes && !how_.carries_bytes())
        here.finding = {errc::bad_schema,
                        fmt::format("SOCI's backend carries no raw bytes to this database; store {} as "
                                    "text.",
                                    which.full_name())};
    if (const live_column* column = table->find(which.column)) here.width = column->width;
    if (which.index)
        if (const live_column* companion = table->find(which.index->companion)) here.token_width = companion->width;
    return here;
}

const session_schema::state& session_schema::read()
{
    if (known_) return *known_;
    state fresh;
    fresh.connection = how_.connection_stamp(inner_);
    const reading_settings reading = how_.require_known_reading(inner_);
    fresh.stamp = how_.schema_stamp(inner_);
    fresh.live = how_.read_schema(inner_);
    fresh.seen = std::chrono::steady_clock::now();
    refuse_twins(fresh.live);
    fresh.knowledge = knowledge_from(fresh.live, registry_);
    fresh.knowledge.reading = reading;
    // Part of the key of cached plans.
    fresh.knowledge.version += (reading.ansi_quotes ? 1U : 0U) + (reading.no_backslash_escapes ? 2U : 0U);
    for (const attribute& each : registry_.attributes()) fresh.places.push_back(look_at(each, fresh.live));
    for (const compound_definition& each : registry_.compounds()) fresh.places.push_back(look_at(each.tokens, fresh.live));
    ++readings_;
    return known_.emplace(std::move(fresh));
}

/// Where letter case tells tables apart that the analysis takes for one (lower_case_table_names = 0).
void session_schema::refuse_twins(const live_schema& live) const
{
    if (!how_.compares_tables_by_case()) return;
    for (const protected_table& each : registry_.tables()) {
        const live_table* table = live.find(each.name, each.schema);
        const live_table* twin = table == nullptr ? nullptr : live.twin_of(*table);
        if (twin != nullptr)
            throw error(errc::bad_schema,
                        fmt::format("The database has the tables {} and {}, which differ in letter case only, and one "
                                    "of them holds protected columns; rename one.",
                                    table->name, twin->name));
    }
}

void session_schema::follow()
{
    if (!known_) return;
    if (how_.connection_stamp(inner_) != known_->connection) return forget();
    const auto now = std::chrono::steady_clock::now();
    if (now - known_->seen < oldest_) return;
    known_->seen = now;
    try {
        const std::int64_t stamp = how_.schema_stamp(inner_);
        if (stamp == 0 || stamp != known_->stamp) forget();
    } catch (const soci::soci_error&) {
        // A transaction that failed answers nothing; the statement that ends it has to get through.
        known_->seen -= oldest_;
    }
}

void session_schema::refresh()
{
    if (known_ && how_.stamps_cheaply() && how_.schema_stamp(inner_) != known_->stamp) forget();
}

void session_schema::require_fit(const attribute& which)
{
    if (const auto& finding = read().places[which.number].finding) throw error(finding->code, finding->message);
}

void session_schema::require_everything()
{
    std::string all;
    errc code = errc::bad_schema;
    const auto add = [&](const schema_finding& finding) {
        if (all.empty()) code = finding.code;
        all += (all.empty() ? "" : "\n") + finding.message;
    };
    for (const attribute& each : registry_.attributes()) {
        auto finding = read().places[each.number].finding;
        if (read().live.find(each.table, schema_of(each)) == nullptr)
            finding = {errc::bad_schema, fmt::format("The table {} of {} does not exist; create it or correct the "
                                                     "declaration.",
                                                     each.table, each.full_name())};
        if (finding) add(*finding);
    }
    for (const compound_definition& each : registry_.compounds())
        if (const auto& finding = read().places[each.tokens.number].finding) add(*finding);
    if (!all.empty()) throw error(code, all);
}

void session_schema::require_room(const attribute& which, bool token, std::size_t stored)
{
    const place& here = read().places[which.number];
    const auto width = token ? here.token_width : here.width;
    if (!width || *width >= stored) return;
    throw error(errc::column_too_narrow,
                fmt::format("The sealed value of {} takes {} characters and {} holds {}; make the column wider.",
                            which.full_name(), stored, which.place(), *width));
}

value_type session_schema::type_of_key_part(const std::string& table, const std::string& column)
{
    const live_table* found = read().live.find(table);
    const live_column* part = found == nullptr ? nullptr : found->find(column);
    const auto type = part == nullptr ? std::nullopt : row_key_type(*part);
    if (type) return *type;
    throw error(errc::bad_schema,
                fmt::format("{}.{} is part of a row key and {}; a row key is made of whole numbers and texts.", table,
                            column,
                            part == nullptr ? std::string("does not exist") : "is declared " + part->declared_type));
}

}  // namespace cellseal::soci_orm
