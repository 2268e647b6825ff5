#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/sealing_marks.h"
#include "adapters/orm/soci/key_change/table_shape.h"
#include "plugin/ports/resealable_rows.h"

/// The statements of a key change on one table. Parameters: the key of a row `k0`…, its declared key `r0`…, its cells
/// as they were read `o0`… and as they are written `n0`…; what is looked for `t0`….
namespace cellseal::soci_orm::reseal_sql {

/// True for rows that hold a value or token which does not begin with the marks of its column; marks are in the order
/// of shape.columns.
[[nodiscard]] std::string is_old(const table_shape& shape, const std::vector<sealing_marks>& marks);
/// The same, of some attributes alone. Throws nothing; false for all rows when the table has none of them.
[[nodiscard]] std::string is_old(const table_shape& shape, const std::vector<sealing_marks>& marks,
                                 std::span<const std::string> attributes);

/// Key, declared key and cells of the rows behind `k0`… (from the beginning: without `behind`) and up to `u0`… (to the
/// end: without `until`) that fulfil `condition`, in the order of their key.
struct wanted_rows {
    std::string condition;
    bool behind = false;
    bool until = false;
    std::size_t most = 1;
    bool for_update = false;
    locked_rows locked = locked_rows::skip;
    bool versions = false;  ///< Those of the rows as well, behind their cells.
};
[[nodiscard]] std::string select(const table_shape& shape, const wanted_rows& rows);

/// Rewrites the cells of one row if neither they nor its declared key have changed since they were read. Its parameters
/// by name; or as question marks, in the order n, k, r, o, those of bytes bound as bytes.
enum class parameters : std::uint8_t { named, in_order };
[[nodiscard]] std::string update(const table_shape& shape, parameters spelled = parameters::named);

/// Gives the key of a row whose cell `n` and number is as given: who holds what is to be unique.
[[nodiscard]] std::string holder(const table_shape& shape, std::size_t cell);

/// True for rows whose cell is one of `count` values: `t0`….
[[nodiscard]] std::string is_one_of(const table_shape& shape, std::size_t cell, std::size_t count);

/// How many fulfil `wanted.condition` between its bounds.
[[nodiscard]] std::string count(const table_shape& shape, const wanted_rows& wanted);

/// The key of the row that so many lie before, behind `k0`… or from the beginning.
[[nodiscard]] std::string key_at(const table_shape& shape, bool behind, std::size_t before);

}  // namespace cellseal::soci_orm::reseal_sql
