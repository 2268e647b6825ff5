#include "plugin/attributes/catalogue_table.h"

#include <algorithm>
#include <array>

#include "plugin/keys/stored_cells.h"

namespace cellseal {

namespace {

using enum column_kind;

constexpr std::array<stored_column, 10> columns{{
    {"attribute", name, true},
    {"entry_number", number, true},
    {"table_name", name, true},
    {"column_name", name, true},
    {"suite", number, true},
    {"padded", number, true},
    {"bound_to_row", number, true},
    {"nulls_sealed", number, true},
    {"policy", long_text, true},
    {"since", number, true},
}};

suite suite_from(cell_reader& cells)
{
    constexpr std::array known{suite::xchacha20_poly1305, suite::xaes_256_gcm, suite::xchacha20_poly1305_synthetic};
    const std::uint64_t value = cells.number();
    const auto found = std::ranges::find(known, value, [](suite each) { return static_cast<std::uint64_t>(each); });
    if (found == known.end()) cells.refuse("names a suite that this cellseal does not know");
    return *found;
}

}  // namespace

const stored_table catalogue_table{"cellseal_attribute", columns, 2};

catalogue_entry catalogue_entry_from(const stored_row& row)
{
    cell_reader cells(catalogue_table, row);
    catalogue_entry entry;
    entry.attribute = cells.text();
    entry.number = cells.number();
    entry.table = cells.text();
    entry.column = cells.text();
    entry.values.sealed_with = suite_from(cells);
    entry.values.padded = cells.flag();
    entry.values.bound_to_row = cells.flag();
    entry.values.nulls_sealed = cells.flag();
    entry.policy = cells.text();
    entry.since = cells.number();
    return entry;
}

stored_row to_row(const catalogue_entry& entry)
{
    cell_writer cells;
    cells.text(entry.attribute).number(entry.number).text(entry.table).text(entry.column);
    cells.number(static_cast<std::uint64_t>(entry.values.sealed_with)).flag(entry.values.padded);
    cells.flag(entry.values.bound_to_row).flag(entry.values.nulls_sealed).text(entry.policy).number(entry.since);
    return std::move(cells).row();
}

}  // namespace cellseal
