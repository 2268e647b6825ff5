#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "adapters/orm/soci/key_change/stored_rows.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal::soci_orm {

/// Some rows on their way through a key change. Emptied and filled again it keeps its memory: rows come and go by the
/// million, from one thread to another.
class row_block {
public:
    std::vector<reseal_finding> found;

    [[nodiscard]] std::span<row_rewrite> rows() noexcept { return {rows_.data(), used_}; }
    [[nodiscard]] std::span<const row_rewrite> rows() const noexcept { return {rows_.data(), used_}; }
    /// Of what its rows hold, as they were read.
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

    /// A row whose fields hold whatever was there before.
    [[nodiscard]] row_rewrite& add(const table_shape& shape)
    {
        if (used_ == rows_.size()) rows_.push_back({stored_table_row(shape), {}, false});
        return rows_[used_++];
    }
    /// Counts the bytes of a row that was added; returns bytes().
    std::size_t measure(const stored_table_row& row) noexcept
    {
        for (const stored_field& each : row.cells) bytes_ += each.text.size();
        return bytes_;
    }
    void clear() noexcept
    {
        found.clear();
        used_ = bytes_ = 0;
    }

private:
    std::vector<row_rewrite> rows_;
    std::size_t used_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace cellseal::soci_orm
