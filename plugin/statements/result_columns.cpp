#include "plugin/statements/result_columns.h"

#include <algorithm>

namespace cellseal {
namespace {

class describer {
public:
    describer(reading& r, const result& what, statement_plan& plan) : r_(r), what_(what), plan_(plan) {}

    void run();

private:
    void check_hits();
    void find_keys(std::size_t column);
    std::size_t place_of(const binding& from, const name& column) const;
    std::size_t place_of_hit(const comparison& hit, bool for_every_row);
    std::size_t add(const std::string& text, const binding& from, const relation_column& column);
    [[nodiscard]] bool may_add() const noexcept
    {
        return what_.extensible && what_.outputs->complete && what_.tables != nullptr;
    }

    reading& r_;
    const result& what_;
    statement_plan& plan_;
    std::vector<output> added_;
    struct known_place {
        const binding* from;
        const relation_column* column;
        std::size_t place;
    };
    std::vector<known_place> hits_;  ///< Columns that were compared, each looked for once.
};

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

const output* at(const std::vector<output>& shown, const std::vector<output>& added, std::size_t index)
{
    return index < shown.size() ? &shown[index] : &added[index - shown.size()];
}

std::size_t describer::place_of(const binding& from, const name& column) const
{
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
        const output* each = at(what_.outputs->columns, added_, i);
        const bool hit = each->from == &from && each->column != nullptr && r_.same_name(each->column->called, column);
        if (hit) return i;
    }
    return nowhere;
}

std::size_t describer::add(const std::string& text, const binding& from, const relation_column& column)
{
    r_.edits.insert_behind(what_.list_end, ", " + text);
    added_.push_back({.called = column.called, .sealed = column.sealed, .from = &from, .column = &column});
    plan_.columns.push_back({column.sealed, true, {}});
    return plan_.columns.size() - 1;
}

/// Where the compared column stands in the result; puts it there if it has to and may.
std::size_t describer::place_of_hit(const comparison& hit, bool for_every_row)
{
    if (!for_every_row) return nowhere;
    for (const known_place& each : hits_)
        if (each.from == hit.from && each.column == hit.column) return each.place;
    std::size_t place = place_of(*hit.from, hit.column->called);
    const bool bound_elsewhere = hit.subject->bound_to_row && hit.from->what->table == nullptr;
    if (place == nowhere && may_add() && !bound_elsewhere) {
        const std::size_t begin = r_.offset_of(hit.path_first);
        const std::string text(r_.sql.substr(begin, r_.at[hit.path_last].end_offset() - begin));
        place = add(text, *hit.from, *hit.column);
    }
    hits_.push_back({hit.from, hit.column, place});
    return place;
}

/// sealed_value_format.md, section 7: after a hit the value is opened and compared.
void describer::check_hits()
{
    for (const comparison& each : r_.comparisons) {
        if (each.index() == nullptr) continue;
        const bool of_this = what_.selected && each.in == what_.tables && each.in != nullptr && each.from != nullptr;
        const bool for_every_row = of_this && each.conjunct && each.equality && !each.from->may_be_missing;
        const std::size_t column = place_of_hit(each, for_every_row);
        const bool lossy = each.index()->lossy();
        if (lossy && (column == nowhere || what_.limited || !what_.extensible)) {
            refuse(because::lossy_index, r_.offset_of(each.path_first), each.subject->full_name());
        }
        if (column != nowhere && what_.extensible)
            plan_.hit_checks.push_back({column, each.occurrences, each.compound});
    }
}

/// P17: a value that is bound to its row opens only with the row's key.
void describer::find_keys(std::size_t column)
{
    const attribute* sealed = plan_.columns[column].subject;
    if (sealed == nullptr || !sealed->bound_to_row) return;
    const output* shown = at(what_.outputs->columns, added_, column);
    const binding* from = shown->from;
    const std::size_t offset = shown->first < r_.tokens.tokens.size() ? r_.offset_of(shown->first) : 0;
    const protected_table* table = from != nullptr ? from->what->table : nullptr;
    if (table == nullptr || table->key_columns.empty()) refuse(because::key_not_in_result, offset, sealed->full_name());
    std::vector<std::size_t> key;
    for (const std::string& part : table->key_columns) {
        std::size_t place = place_of(*from, schema_name(part));
        if (place == nowhere && may_add() && !from->called.empty()) {
            const relation_column* found = from->what->find(schema_name(part), r_.language.folding);
            static const relation_column unlisted;
            place = add(spelled_again(from->called, r_.language) + "." + spelled(part, r_.language), *from,
                        found != nullptr ? *found : unlisted);
        }
        if (place == nowhere) refuse(because::key_not_in_result, offset, sealed->full_name());
        key.push_back(place);
    }
    plan_.columns[column].row_key = std::move(key);
}

void describer::run()
{
    for (const output& each : what_.outputs->columns) plan_.columns.push_back({each.sealed, false, {}});
    check_hits();
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) find_keys(i);
}

}  // namespace

void describe_result(reading& r, const result& what, statement_plan& plan) { describer(r, what, plan).run(); }

void refuse_lossy_searches(const reading& r)
{
    for (const comparison& each : r.comparisons) {
        const bool lossy = each.index() != nullptr && each.index()->lossy();
        if (lossy) refuse(because::lossy_index, r.offset_of(each.path_first), each.subject->full_name());
    }
}

}  // namespace cellseal
