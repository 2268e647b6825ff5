#pragma once

#include <cstddef>
#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/key_change/table_shape.h"

namespace cellseal::soci_orm {

/// Asks again and again, by one prepared statement, whether a row holds a stored value: mostly none does, and then a
/// writer pays for nothing else. Threads: one at a time. The session outlives it.
class twin_probe {
public:
    /// `cell` as in table_shape::cells().
    twin_probe(soci::session& inner, const table_shape& shape, std::size_t cell);

    [[nodiscard]] bool finds(const std::string& stored);

private:
    std::string sought_;
    int found_ = 0;
    soci::statement select_;
};

}  // namespace cellseal::soci_orm
