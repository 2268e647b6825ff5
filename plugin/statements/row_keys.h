#pragma once

#include <map>
#include <utility>
#include <vector>

#include "plugin/statements/reading.h"

namespace cellseal {

/// Which rows have the whole key of their table among some columns: then their other columns tell no rows apart that
/// the key does not, sealed or not.
class row_keys {
public:
    /// A row of one table; or of two, whose columns stand at the same places.
    using rows = std::pair<const binding*, const binding*>;

    explicit row_keys(const reading& r) noexcept : r_(r) {}

    /// The column is among them.
    void note(const rows& of, const relation_column* column);
    [[nodiscard]] bool whole(const rows& of) const;

private:
    const reading& r_;
    std::map<rows, std::vector<bool>> found_;  ///< By the columns of the key.
};

}  // namespace cellseal
