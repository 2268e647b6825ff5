#include "plugin/statements/relation.h"

namespace cellseal {

const relation_column* relation::find(const name& wanted, name_folding folding) const noexcept
{
    for (const relation_column& each : columns) {
        if (!each.called.empty() && same(wanted, each.called, folding)) return &each;
    }
    return nullptr;
}

}  // namespace cellseal
