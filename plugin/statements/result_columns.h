#pragma once

#include "plugin/statements/statement.h"

namespace cellseal {

/// The result that the user gets, and whether columns may be added behind it.
struct result {
    const output_list* outputs = nullptr;
    const scope* tables = nullptr;  ///< Null when it has more than one origin.
    std::size_t list_end = 0;
    bool extensible = false;  ///< A column more changes no row.
    bool limited = false;     ///< Rows depend on other rows: none may be dropped afterwards.
    bool selected = false;    ///< By SELECT: after a hit the value is opened and compared.
};

/// Fills columns and hit_checks; adds the hidden columns that they need. Refuses (unsearchable) a shortened index where
/// a wrong hit would stay unseen, and (row_key) a result without the key that its values are bound to.
void describe_result(reading& r, const result& what, statement_plan& plan);

/// For statements without a result.
void refuse_lossy_searches(const reading& r);

}  // namespace cellseal
