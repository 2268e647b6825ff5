#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "config/settings/setting_reader.h"
#include "plugin/attributes/attribute.h"

namespace cellseal::config {

/// The table an attribute stands in, as far as its settings need it.
struct attribute_home {
    std::string entity;
    std::string table;
};

/// Reads one attribute: a table of settings, or its column's name alone. `entry.name` is the name in the header of a
/// keyed table, or empty.
[[nodiscard]] attribute read_attribute(const named_table& entry, const attribute_home& home);

/// The policies that every attribute has, from `in`, into `which`: read, nulls, padding, stored, suite …
/// Refuses what contradicts itself.
void read_policies(const setting_reader& in, attribute& which);

/// What every blind index is told: index_name, normal_form, token_bytes.
[[nodiscard]] index_definition read_index_policies(const setting_reader& in);
[[nodiscard]] stored_form read_stored_form(const setting_reader& in);

/// `own`, and the names that read_policies() understands.
[[nodiscard]] std::vector<setting_name> with_policies(std::initializer_list<setting_name> own);

}  // namespace cellseal::config
