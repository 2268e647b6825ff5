#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"

namespace cellseal {

/// What a finished registry holds. Tables point into `attributes` and `compounds`, which are not changed any more.
struct attribute_registry::content {
    std::vector<attribute> attributes;
    std::vector<compound_definition> compounds;
    std::vector<protected_table> tables;
    std::vector<known_table> known;
    std::vector<declared_view> views;
    std::map<std::string, const attribute*, std::less<>> by_name;
    std::uint64_t fingerprint = 0;
};

/// Changes with every part of the registry that the meaning of a statement or of a value depends on.
[[nodiscard]] std::uint64_t fingerprint_of(std::span<const attribute> attributes,
                                           std::span<const compound_definition> compounds,
                                           std::span<const protected_table> tables, std::span<const known_table> known,
                                           std::span<const declared_view> views) noexcept;

}  // namespace cellseal
