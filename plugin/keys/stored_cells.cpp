#include "plugin/keys/stored_cells.h"

#include <fmt/format.h>

#include "plugin/error/error.h"
#include "plugin/keys/hex.h"

namespace cellseal {

cell_reader::cell_reader(const stored_table& table, const stored_row& row) : table_(table), row_(row)
{
    if (row.size() != table.columns.size())
        throw error(errc::keyring_damaged, fmt::format("a row of {} has {} cells, expected {}", table.default_name,
                                                       row.size(), table.columns.size()));
}

void cell_reader::refuse(std::string_view what) const
{
    throw error(errc::keyring_damaged,
                fmt::format("a row of {} is damaged: column {} {}. Restore the table from a backup",
                            table_.default_name, table_.columns[taken_ - 1].name, what));
}

const stored_cell& cell_reader::next() { return row_.at(taken_++); }

std::optional<std::string> cell_reader::optional_text()
{
    const stored_cell& cell = next();
    if (std::holds_alternative<std::monostate>(cell)) return std::nullopt;
    const auto* value = std::get_if<std::string>(&cell);
    if (!value || value->empty()) refuse("holds no text");
    return *value;
}

std::string cell_reader::text()
{
    auto value = optional_text();
    if (!value) refuse("is NULL");
    return *std::move(value);
}

std::optional<std::uint64_t> cell_reader::optional_number()
{
    const stored_cell& cell = next();
    if (std::holds_alternative<std::monostate>(cell)) return std::nullopt;
    const auto* value = std::get_if<std::int64_t>(&cell);
    if (!value || *value < 0) refuse("holds no number from 0");
    return static_cast<std::uint64_t>(*value);
}

std::uint64_t cell_reader::number()
{
    const auto value = optional_number();
    if (!value) refuse("is NULL");
    return *value;
}

bool cell_reader::flag()
{
    const std::uint64_t value = number();
    if (value > 1) refuse("is neither 0 nor 1");
    return value == 1;
}

std::vector<std::uint8_t> cell_reader::bytes()
{
    const auto digits = optional_text();
    if (!digits) return {};
    auto value = from_hex(*digits);
    if (!value) refuse("holds no lower-case hexadecimal digits");
    return *std::move(value);
}

cell_writer& cell_writer::text(std::string_view value)
{
    row_.push_back(value.empty() ? stored_cell() : stored_cell(std::string(value)));
    return *this;
}

cell_writer& cell_writer::number(std::optional<std::uint64_t> value)
{
    stored_cell& cell = row_.emplace_back();
    if (value) cell.emplace<std::int64_t>(static_cast<std::int64_t>(*value));
    return *this;
}

cell_writer& cell_writer::bytes(byte_view value) { return text(hex_of(value)); }

}  // namespace cellseal
