#include "plugin/statements/relation.h"

namespace cellseal {

const relation_column* relation::find(const name& wanted, name_folding folding) const noexcept
{
    const relation_column* found = nullptr;
    for (const relation_column& each : columns) {
        if (each.called.empty() || !same(wanted, each.called, folding)) continue;
        if (exactly_same(wanted, each.called, folding)) return &each;
        const bool guards = each.sealed != nullptr || each.companion_of != nullptr;
        if (found == nullptr || guards) found = &each;
    }
    return found;
}

}  // namespace cellseal
