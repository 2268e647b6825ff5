#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings/source_position.h"

namespace cellseal::config {

/// One value of a settings file with its position, free of the parser that read it. Members stand in file order.
struct setting_node {
    struct other {};  ///< A date or a fraction: no setting takes one.
    struct list {
        std::vector<setting_node> items;
    };
    struct table {
        std::vector<setting_node> members;  ///< Each with its `name`.
    };

    std::string name;          ///< The key it stands under; empty for an element of a list.
    source_position named_at;  ///< Of the key, or of the value where there is none.
    source_position at;        ///< Of the value.
    std::variant<other, std::string, bool, std::int64_t, list, table> value;

    [[nodiscard]] const std::string* text() const noexcept { return std::get_if<std::string>(&value); }
    [[nodiscard]] const list* as_list() const noexcept { return std::get_if<list>(&value); }
    [[nodiscard]] const table* as_table() const noexcept { return std::get_if<table>(&value); }
};

/// Reads TOML 1.0. `file` is the name that positions carry.
/// Throws error bad_setting at the place where the text is no TOML.
[[nodiscard]] setting_node parse_toml(std::string_view text, const std::string& file);

/// Throws error bad_setting when the file cannot be read or is no TOML.
[[nodiscard]] setting_node read_toml(const std::string& path);

}  // namespace cellseal::config
