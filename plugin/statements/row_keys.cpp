#include "plugin/statements/row_keys.h"

#include <algorithm>

namespace cellseal {

void row_keys::note(const rows& of, const relation_column* column)
{
    const protected_table* table = of.first != nullptr ? of.first->what->table : nullptr;
    if (table == nullptr || column == nullptr || column->sealed != nullptr) return;
    for (std::size_t i = 0; i < table->key_columns.size(); ++i) {
        if (!r_.same_name(column->called, schema_name(table->key_columns[i]))) continue;
        std::vector<bool>& parts = found_[of];
        parts.resize(table->key_columns.size());
        parts[i] = true;
    }
}

bool row_keys::whole(const rows& of) const
{
    const auto found = found_.find(of);
    return found != found_.end() && std::find(found->second.begin(), found->second.end(), false) == found->second.end();
}

}  // namespace cellseal
