#pragma once

#include <vector>

#include "plugin/statements/name.h"
#include "plugin/statements/relation.h"

namespace cellseal {

/// A name that WITH gave to a query. `what` is null while its own text is being read.
struct common_table {
    name called;
    const relation* what = nullptr;
    std::vector<name> columns{};  ///< The names it gives to its columns, if it does.
};

struct common_tables {
    std::vector<common_table> entries;
    common_tables* outer = nullptr;
    bool later_ones_count = false;  ///< A query may name one that is defined behind it, or itself.
};

}  // namespace cellseal
