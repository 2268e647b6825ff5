#include "plugin/statements/column_match.h"

namespace cellseal {
namespace {

bool guarded(const relation_column& column) noexcept
{
    return column.sealed != nullptr || column.companion_of != nullptr;
}

}  // namespace

column_match match_column(const reading& r, const scope& in, const name& column) noexcept
{
    column_match found;
    std::size_t index = 0;
    for (const binding& each : in.bindings) {
        if (index >= in.unqualified_limit) break;
        if (const relation_column* hit = each.what->find(column, r.language.folding)) {
            if (found.count++ == 0 || guarded(*hit)) found.from = &each, found.column = hit, found.index = index;
            if (hit->doubtful) ++found.count;
            found.guarded = found.guarded || guarded(*hit);
        } else {
            found.other_incomplete = found.other_incomplete || !each.what->complete;
        }
        ++index;
    }
    return found;
}

const output* match_alias(const reading& r, const scope& in, const name& wanted) noexcept
{
    if (in.outputs == nullptr) return nullptr;
    const output* found = nullptr;
    for (const output& each : in.outputs->columns) {
        const bool named = each.alias || in.sorts_by_outputs;
        const bool hit = named && !each.called.empty() && r.same_name(each.called, wanted);
        if (hit && (found == nullptr || each.sealed != nullptr)) found = &each;
    }
    for (const output_list::further_name& each : in.outputs->further_names) {
        const output& column = in.outputs->columns[each.column];
        const bool hit = in.sorts_by_outputs && r.same_name(each.called, wanted);
        if (hit && (found == nullptr || column.sealed != nullptr)) found = &column;
    }
    return found;
}

}  // namespace cellseal
