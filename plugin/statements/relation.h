#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/name.h"

namespace cellseal {

/// One column that a FROM element offers.
struct relation_column {
    name called{};                            ///< Empty: it has a name that the analysis does not know.
    const attribute* sealed = nullptr;        ///< The protected attribute it holds.
    const attribute* companion_of = nullptr;  ///< It is the index column of this attribute.
    bool with_companion = false;              ///< The index column stands beside it in the same relation.
    bool doubtful = false;                    ///< Another column of the relation has the same name.
};

struct projection;

/// What a table, view, CTE or derived table offers to the statement around it.
struct relation {
    std::vector<relation_column> columns;
    bool complete = true;                    ///< False: there may be further, plain columns.
    const protected_table* table = nullptr;  ///< For a protected base table.
    projection* through = nullptr;           ///< For a derived table or CTE that can give one column more.
    bool guarded = false;                    ///< At least one column is sealed or a companion.
    bool triggers_protected = false;         ///< Writing to it runs a trigger that names a protected table.

    void add(relation_column column)
    {
        guarded = guarded || column.sealed != nullptr || column.companion_of != nullptr;
        columns.push_back(column);
    }
    [[nodiscard]] const relation_column* find(const name& wanted, name_folding folding) const noexcept;
};

}  // namespace cellseal
