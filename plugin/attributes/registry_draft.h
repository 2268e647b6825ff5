#pragma once

#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"

namespace cellseal {

/// A registry that is still being collected: tables by name, each with what all registrations said about it.
struct registry_draft {
    struct table {
        std::string schema;
        std::string name;
        std::vector<std::string> columns;
        std::vector<std::string> key_columns;
        std::vector<attribute> attributes;  ///< None: only the columns are known.
        std::string declared_at;            ///< Of the columns, for messages.
        std::vector<compound_declaration> compounds;  ///< Complete: names and domain are filled in.

        /// The declaration with the attributes that it names. Throws error bad_attribute where one is not there.
        [[nodiscard]] compound_definition resolved(const compound_declaration& what) const;
    };

    std::vector<table> tables;
    std::vector<declared_view> views;

    /// Throw error bad_attribute or attribute_conflict, as attribute_registry::builder says.
    void take(registration what);
    void take(known_table what);
    void take(declared_view what);
    /// What can only be told when all registrations are in.
    void check_whole() const;

    [[nodiscard]] std::size_t attribute_count() const noexcept;
    [[nodiscard]] std::size_t compound_count() const noexcept;
    [[nodiscard]] const attribute* find(std::string_view full_name) const noexcept;

private:
    [[nodiscard]] table& table_named(const std::string& schema, const std::string& name);
    void take_attribute(table& into, attribute what);
    void take_compound(table& into, compound_declaration what);
    void check_compounds(const table& which) const;
    void check_companions(const table& which) const;
};

}  // namespace cellseal
