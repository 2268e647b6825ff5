#include "plugin/statements/projected_companion.h"

#include <fmt/format.h>

namespace cellseal {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::size_t place_of(const operand& column) noexcept
{
    const auto& columns = column.from->what->columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (&columns[i] == column.column) return i;
    return nowhere;
}

/// A column that stands in the query's list by itself, with its index column in the table it comes from.
const output* source_of(const operand& column) noexcept
{
    const projection* through = column.from->what->through;
    const std::size_t place = through != nullptr && !through->starred ? place_of(column) : nowhere;
    if (place >= (place == nowhere ? 0 : through->outputs->columns.size())) return nullptr;
    const output& from = through->outputs->columns[place];
    const bool bare = from.from != nullptr && from.column != nullptr && from.column->with_companion;
    return bare && !from.from->called.empty() ? &from : nullptr;
}

std::string fresh_alias(const reading& r)
{
    for (std::size_t number = r.projected + 1;; ++number) {
        std::string alias = fmt::format("cellseal_{}", number);
        if (r.sql.find(alias) == std::string_view::npos) return alias;
    }
}

}  // namespace

projection* projection_of(reading& r, const query& made, const std::vector<name>& renamed)
{
    if (!made.plain_rows || made.tables == nullptr || !made.outputs->complete || !renamed.empty()) return nullptr;
    return &r.projections.emplace_back(projection{.outputs = made.outputs, .list_end = made.list_end});
}

void note_companions(const reading& r, const output_list& outputs, relation& made)
{
    for (std::size_t i = 0; i < outputs.columns.size(); ++i) {
        const output& value = outputs.columns[i];
        if (value.sealed == nullptr || !value.sealed->index || value.from == nullptr) continue;
        for (const output& each : outputs.columns) {
            const bool beside = each.companion_of == value.sealed && each.from == value.from && !each.alias &&
                                r.same_name(each.called, schema_name(value.sealed->index->companion));
            if (beside) made.columns[i].with_companion = true;
        }
    }
}

bool companion_in_reach(const operand& column) noexcept
{
    if (column.column == nullptr || column.from == nullptr) return false;
    return column.column->with_companion || source_of(column) != nullptr;
}

std::string projected_companion(reading& r, const operand& column)
{
    projection& through = *column.from->what->through;
    const std::size_t place = place_of(column);
    for (const auto& [known, alias] : through.added)
        if (known == place) return alias;
    const output& from = *source_of(column);
    const std::string alias = fresh_alias(r);
    ++r.projected;
    r.edits.insert_behind(through.list_end, ", " + spelled_again(from.from->called, r.language) + "." +
                                                spelled(column.sealed->index->companion, r.language) + " AS " + alias);
    through.added.emplace_back(place, alias);
    return alias;
}

void take_all_columns(const reading& r, const binding& from, std::size_t token)
{
    projection* const through = from.what->through;
    if (through == nullptr) return;
    if (!through->added.empty()) refuse(because::companion_out_of_reach, r.offset_of(token), from.called.text);
    through->starred = true;
}

}  // namespace cellseal
