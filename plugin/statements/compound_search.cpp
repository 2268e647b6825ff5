#include <algorithm>
#include <set>
#include <span>

#include "plugin/statements/search.h"
#include "plugin/statements/searched.h"

namespace cellseal {
namespace {

comparison_operator operator_of(const postponed_search& each) noexcept { return {.last = each.op_last}; }

/// Those that compare the attributes of `index` in one row of one table, in its order; empty unless all are there.
std::vector<postponed_search*> all_parts(std::span<postponed_search> among, const compound_definition& index,
                                         const binding* from)
{
    std::vector<postponed_search*> found;
    for (const attribute* part : index.parts)
        for (postponed_search& each : among) {
            if (each.column.sealed != part || each.column.from != from) continue;
            found.push_back(&each);
            break;
        }
    return found.size() == index.parts.size() ? found : std::vector<postponed_search*>{};
}

/// Each of the comparisons asks the one index column for the one token: then each parameter stays where it stands.
void search_together(reading& r, const compound_definition& index, const std::vector<postponed_search*>& parts)
{
    searched by{bound_form::token, r.live.index_keys, &index};
    for (const postponed_search* each : parts) by.parts.push_back(each->wanted.occurrence);
    for (postponed_search* each : parts) {
        r.comparisons[each->comparison].compound = &index;
        if (by.keys > 1) {
            search_under_many_keys(r, each->column, {each->wanted}, operator_of(*each), by);
        } else {
            by.keep(r, each->wanted.occurrence);
            r.edits.replace(each->column.path_last, each->column.path_last,
                            companion_called(r, each->column, index.index().companion));
        }
        each->column.sealed = nullptr;  // Done.
    }
}

/// The largest index whose attributes are all compared, this one's among them; false where there is none.
bool search_by_largest(reading& r, std::span<postponed_search> among, const postponed_search& one)
{
    const compound_definition* largest = nullptr;
    for (const compound_definition* each : one.column.sealed->compounds) {
        const bool larger = largest == nullptr || each->parts.size() > largest->parts.size();
        if (larger && !all_parts(among, *each, one.column.from).empty()) largest = each;
    }
    if (largest == nullptr) return false;
    search_together(r, *largest, all_parts(among, *largest, one.column.from));
    return true;
}

/// As many times as there are parts for it.
void search_all_together(reading& r, std::span<postponed_search> mine)
{
    using place = std::pair<const binding*, const attribute*>;
    // No index over these is complete, and none becomes so. Each one before `i` is done or lacking.
    std::set<place> lacking;
    for (std::size_t i = 0; i < mine.size(); ++i) {
        const operand& column = mine[i].column;
        const place here{column.from, column.sealed};
        if (column.sealed == nullptr || lacking.count(here) > 0) continue;
        if (!search_by_largest(r, mine.subspan(i), mine[i])) lacking.insert(here);
    }
}

}  // namespace

void search_postponed_since(reading& r, const reading::mark& before)
{
    if (r.postponed.size() == before.postponed) return;
    std::vector<postponed_search> mine(r.postponed.begin() + static_cast<std::ptrdiff_t>(before.postponed),
                                       r.postponed.end());
    r.postponed.resize(before.postponed);
    search_all_together(r, mine);
    for (const postponed_search& each : mine)
        if (each.column.sealed != nullptr) search_alone(r, each.column, {each.wanted}, operator_of(each));
}

void search_alone_since(reading& r, const reading::mark& before)
{
    if (r.filtering.size() > before.filtering) {
        const operand& column = r.filtering[before.filtering];
        refuse(because::companion_out_of_reach, r.offset_of(column.first), column.sealed->full_name());
    }
    for (std::size_t i = before.postponed; i < r.postponed.size(); ++i)
        search_alone(r, r.postponed[i].column, {r.postponed[i].wanted}, operator_of(r.postponed[i]));
    r.postponed.resize(before.postponed);
    for (std::size_t i = before.comparisons; i < r.comparisons.size(); ++i)
        // NULL in one attribute makes the one comparison unknown where two could be false.
        if (r.comparisons[i].compound != nullptr)
            refuse(because::found_together_only, r.offset_of(r.comparisons[i].path_first),
                   r.comparisons[i].subject->full_name());
    r.no_conjuncts_since(before);
}

}  // namespace cellseal
