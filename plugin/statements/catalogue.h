#pragma once

#include <list>
#include <string_view>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/analysis.h"
#include "plugin/statements/name.h"
#include "plugin/statements/relation.h"

namespace cellseal {

/// What tables and views of the statement are: the registry and what the adapter knows of the live schema.
///
/// Lifetime: refers to both. Threads: one analysis owns one.
class catalogue {
public:
    catalogue(const attribute_registry& registry, const schema_knowledge& schema,
              const dialect_traits& language) noexcept
        : registry_(registry), schema_(schema), language_(language)
    {
    }

    /// The relation of a table or view that is no CTE. Throws refused for an undeclared view over protected tables and
    /// for a schema of which it is not known whether the protected table is in it.
    [[nodiscard]] const relation& find(const name& schema, const name& table, std::size_t offset);

    /// The table that the attribute is a column of.
    [[nodiscard]] const protected_table& home_of(const attribute& which) const noexcept;

    /// Whether the name is one of a protected table, a declared view or an undeclared dependent.
    [[nodiscard]] bool guards(const name& table) const noexcept;

    /// Whether some protected table or view has a protected column, or an index column, of that name in any case.
    [[nodiscard]] bool guards_column(std::string_view column) const noexcept;

private:
    [[nodiscard]] bool right_schema(const name& given, std::string_view registered, const name& table,
                                    std::size_t offset) const;
    [[nodiscard]] bool known_elsewhere(const name& given, const name& table) const noexcept;
    [[nodiscard]] const introspected_table* home_of(const name& table) const noexcept;
    [[nodiscard]] const std::vector<std::string>& columns_of(const protected_table& table) const noexcept;
    [[nodiscard]] const relation* protected_one(const name& schema, const name& table, std::size_t offset);
    [[nodiscard]] const relation* view(const name& schema, const name& table, std::size_t offset);
    [[nodiscard]] relation_column view_column(const declared_view& view, std::string_view called,
                                              const attribute* sealed) const noexcept;
    [[nodiscard]] const relation& plain(const name& schema, const name& table);

    const attribute_registry& registry_;
    const schema_knowledge& schema_;
    const dialect_traits& language_;
    std::list<relation> made_;
};

}  // namespace cellseal
