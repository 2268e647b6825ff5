#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/attributes/catalogue_entry.h"

namespace cellseal {

/// The registry as the catalogue remembers it, for tools that have neither the application nor its settings: rescue, an
/// administrator's command. `entries` are authentic (authentic_catalogue.h), sorted by attribute and number.
/// `key_columns_of` tells the primary key of a table, which the catalogue does not hold.
///
/// Never for sealing: what an application protects comes from its code and settings alone.
/// Throws error keyring_damaged for a policy that cannot be read.
[[nodiscard]] std::shared_ptr<const attribute_registry> recorded_registry(
    std::span<const catalogue_entry> entries,
    const std::function<std::vector<std::string>(const std::string& table)>& key_columns_of);

/// One attribute from its present entry. Throws error keyring_damaged.
[[nodiscard]] attribute recorded_attribute(const catalogue_entry& entry);

}  // namespace cellseal
