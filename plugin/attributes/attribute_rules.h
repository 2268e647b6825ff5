#pragma once

#include <string>
#include <string_view>

#include "plugin/attributes/attribute.h"

namespace cellseal {

/// Refuses a description that contradicts itself. Throws error bad_attribute, naming the place and what to write.
void check_attribute(const attribute& what);

/// Refuses two members of one index domain whose tokens could never be compared. Throws error attribute_conflict.
void check_same_domain(const attribute& first, const attribute& second);

/// What of two descriptions of one attribute differs, in words ("the lookup"); empty when they say the same.
/// Where they were declared is not part of it.
[[nodiscard]] std::string_view difference(const attribute& first, const attribute& second) noexcept;

/// A name for the schema or for a derivation: not empty, valid UTF-8, no control characters.
[[nodiscard]] bool is_usable_name(std::string_view name) noexcept;

/// Whether two identifiers are one column or table to a database that ignores the case of ASCII letters.
[[nodiscard]] bool same_identifier(std::string_view left, std::string_view right) noexcept;

}  // namespace cellseal
