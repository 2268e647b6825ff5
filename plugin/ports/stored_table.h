#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cellseal {

/// What a column of one of cellseal's own tables holds; each database has a type for it.
enum class column_kind : std::uint8_t {
    number,      ///< A signed 64-bit integer.
    ascii,       ///< At most 64 ASCII characters, compared byte by byte.
    long_ascii,  ///< Any number of them.
    name,        ///< At most 255 characters, compared byte by byte.
    long_text,   ///< Any number of them.
};

struct stored_column {
    std::string_view name;
    column_kind kind;
    bool required;
};

/// The layout of one of cellseal's own tables. The first `key_columns` columns are its primary key.
struct stored_table {
    std::string_view default_name;
    std::span<const stored_column> columns;
    std::size_t key_columns;
};

/// NULL, a number or a text.
using stored_cell = std::variant<std::monostate, std::int64_t, std::string>;
/// One cell for each column, in their order.
using stored_row = std::vector<stored_cell>;

}  // namespace cellseal
