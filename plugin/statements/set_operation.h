#pragma once

#include "plugin/statements/query.h"

namespace cellseal {

/// UNION, INTERSECT, EXCEPT or MINUS stands here.
[[nodiscard]] bool at_set_operator(const reading& r) noexcept;

/// The arms of UNION and its like, put together column by column: both hold the same attribute or are plain. All but
/// UNION ALL compare rows, which is right for sealed values only beside the whole key of their table: then they come
/// from the same row, or the key differs already.
class set_operation {
public:
    /// `all` are the columns of the first arm; they become those of the whole.
    set_operation(reading& r, output_list& all) noexcept : r_(r), all_(all) {}

    void take_operator();
    /// Refuses an arm that does not fit.
    void merge(const output_list& arm);
    /// Behind it ORDER BY knows the columns by whatever name they have, and no table.
    void finish();

private:
    void merge_column(std::size_t index, const output& right);
    [[nodiscard]] bool beside_keys(const output_list& arm) const;

    reading& r_;
    output_list& all_;
    std::size_t offset_ = 0;  ///< Of the operator.
    bool compares_ = false;
    bool keyed_ = true;  ///< In all arms so far every sealed column stands beside its key.
};

}  // namespace cellseal
