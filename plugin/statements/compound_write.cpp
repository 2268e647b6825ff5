#include "plugin/statements/compound_write.h"

#include <algorithm>

#include "plugin/statements/identifier.h"

namespace cellseal {
namespace {

const written_part* part_of(const std::vector<written_part>& written, const binding* into, const attribute& subject)
{
    const auto found = std::find_if(written.begin(), written.end(), [&](const written_part& each) {
        return each.into == into && each.subject == &subject;
    });
    return found == written.end() ? nullptr : &*found;
}

bool all_are(const std::vector<written_part>& parts, operand_kind kind) noexcept
{
    return std::all_of(parts.begin(), parts.end(), [&](const written_part& each) { return each.value.kind == kind; });
}

/// Any NULL among the values makes the token NULL.
bool any_null(const std::vector<written_part>& parts) noexcept
{
    return std::any_of(parts.begin(), parts.end(), [](const written_part& each) {
        return each.value.kind == operand_kind::null || each.value.kind == operand_kind::default_value;
    });
}

/// The row that all values are copied from; null where they come from several, or none.
const binding* only_source(const std::vector<written_part>& parts) noexcept
{
    const binding* from = parts.front().value.from;
    const bool one = all_are(parts, operand_kind::column) &&
                     std::all_of(parts.begin(), parts.end(), [&](const written_part& each) {
                         return each.value.from == from && each.value.sealed == each.subject;
                     });
    return one && from != nullptr && from->what->table != nullptr ? from : nullptr;
}

/// excluded.last, VALUES(last): the same with the index column.
std::string companion_of_source(const reading& r, const compound_definition& index, const operand& value)
{
    const token& column = r.at[value.path_last];
    const std::size_t from = r.offset_of(value.first);
    return std::string(r.sql.substr(from, column.offset - from)) + companion_text(r, index) +
           std::string(r.sql.substr(column.end_offset(), r.at[value.last].end_offset() - column.end_offset()));
}

/// The parts of `index` among what is written to one row.
std::vector<written_part> parts_of(const compound_definition& index, const std::vector<written_part>& written,
                                   const binding* into)
{
    std::vector<written_part> parts;
    for (const attribute* each : index.parts)
        if (const written_part* found = part_of(written, into, *each)) parts.push_back(*found);
    return parts;
}

void refuse_twice(const reading& r, const std::vector<written_part>& written)
{
    for (const written_part& each : written)
        if (part_of(written, each.into, *each.subject) != &each) refuse(because::not_understood, r.offset_of(each.value.first));
}

}  // namespace

std::string companion_text(const reading& r, const compound_definition& index)
{
    return spelled(index.index().companion, r.language);
}

std::string compound_value(reading& r, const compound_definition& index, const binding& into,
                           const std::vector<written_part>& written)
{
    const std::vector<written_part> parts = parts_of(index, written, &into);
    if (any_null(parts)) return "NULL";
    const binding* from = only_source(parts);
    // last = last: nothing changes.
    if (from != nullptr && from == &into) return {};
    const bool whole = parts.size() == index.parts.size();
    if (whole && from != nullptr) return companion_of_source(r, index, parts.front().value);
    if (!whole || !all_are(parts, operand_kind::parameter))
        refuse(because::written_together_only, r.offset_of(parts.front().value.first), parts.front().subject->full_name());
    std::vector<std::size_t> occurrences;
    for (const written_part& each : parts) occurrences.push_back(each.value.occurrence);
    return r.edits.further(occurrences.front(), index, occurrences, 0);
}

std::string compound_assignments(reading& r, const std::vector<written_part>& written)
{
    refuse_twice(r, written);
    std::string all;
    std::vector<std::pair<const binding*, const compound_definition*>> done;
    for (const written_part& each : written)
        for (const compound_definition* index : each.subject->compounds) {
            const std::pair row{each.into, index};
            if (std::find(done.begin(), done.end(), row) != done.end()) continue;
            done.push_back(row);
            const std::string value = compound_value(r, *index, *each.into, written);
            if (!value.empty()) all += ", " + each.qualifier + companion_text(r, *index) + " = " + value;
        }
    return all;
}

}  // namespace cellseal
