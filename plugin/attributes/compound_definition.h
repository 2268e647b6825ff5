#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/attributes/attribute.h"

namespace cellseal {

/// A blind index over several attributes of one table, as an entity or a settings file declares it: rows are found by
/// all of them together (sealed_value_format.md, section 7). Each of them may have a look-up of its own, or none.
struct compound_declaration {
    std::string name;                     ///< Stable name in the entity; empty: the companion column's.
    std::string entity;                   ///< Given by the registration.
    std::vector<std::string> attributes;  ///< Stable names of attributes of the same table, in the order they are hashed.
    index_definition index;               ///< The companion column is given; an empty domain is "entity.name".
    stored_form form = stored_form::text;
    bool low_entropy_allowed = false;  ///< The developer declared that equality may be seen in spite of few values.
    std::string declared_at;           ///< For messages.
};

/// A compound index of the registry.
struct compound_definition {
    /// Stands for the companion column wherever a column of tokens is meant: entity, name, table, column, index and
    /// form. Its number follows those of the attributes. It has no values of its own.
    attribute tokens;
    std::vector<const attribute*> parts;  ///< In the order they are hashed.
    bool low_entropy_allowed = false;

    [[nodiscard]] const index_definition& index() const noexcept { return *tokens.index; }
};

/// What would declare it again.
[[nodiscard]] compound_declaration declaration_of(const compound_definition& what);

/// Refuses a declaration that contradicts itself or its attributes. Throws error bad_attribute, naming the place and
/// what to write.
void check_compound(const compound_definition& what);

/// What of two declarations of one companion column differs, in words; empty when they say the same. Where they were
/// declared is not part of it.
[[nodiscard]] std::string_view difference(const compound_declaration& first,
                                          const compound_declaration& second) noexcept;

}  // namespace cellseal
