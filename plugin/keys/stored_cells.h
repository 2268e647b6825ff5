#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/bytes.h"
#include "plugin/ports/stored_table.h"

namespace cellseal {

/// Takes the cells of one row in the order of its columns, strictly: a database writer may have put anything there.
/// Every member throws error keyring_damaged, naming table and column, when the cell is not of the form asked for.
class cell_reader {
public:
    cell_reader(const stored_table& table, const stored_row& row);

    [[nodiscard]] std::string text();  ///< Required, not empty.
    [[nodiscard]] std::optional<std::string> optional_text();
    [[nodiscard]] std::uint64_t number();  ///< Required, from 0 to 2^63 - 1.
    [[nodiscard]] std::optional<std::uint64_t> optional_number();
    [[nodiscard]] bool flag();  ///< 0 or 1.
    /// Lower-case hexadecimal digits; empty for NULL.
    [[nodiscard]] std::vector<std::uint8_t> bytes();

    /// Throws for the cell that was taken last.
    [[noreturn]] void refuse(std::string_view what) const;

private:
    const stored_cell& next();

    const stored_table& table_;
    const stored_row& row_;
    std::size_t taken_ = 0;
};

/// Writes the cells of one row in the order of its columns.
class cell_writer {
public:
    cell_writer& text(std::string_view value);  ///< NULL when empty.
    cell_writer& number(std::optional<std::uint64_t> value);
    cell_writer& flag(bool value) { return number(value ? 1 : 0); }
    cell_writer& bytes(byte_view value);  ///< NULL when empty.

    [[nodiscard]] stored_row row() && { return std::move(row_); }

private:
    stored_row row_;
};

}  // namespace cellseal
