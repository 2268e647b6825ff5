#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/attributes/attribute_rules.h"
#include "plugin/statements/analysis.h"

namespace cellseal::soci_orm {

/// What a column can hold, as far as sealed values care.
enum class column_kind : std::uint8_t {
    text,     ///< Characters.
    bytes,    ///< Raw bytes.
    integer,  ///< Whole numbers.
    other,    ///< Anything else: would change or refuse a sealed value.
};

struct live_column {
    std::string name;
    std::string declared_type;  ///< As the database spells it, for messages.
    column_kind kind = column_kind::other;
    std::optional<std::size_t> width;  ///< Characters, where the type has a limit.
};

struct live_table {
    std::string name;
    std::vector<live_column> columns;

    /// Null when there is none; names compare as SQL does, in any letter case.
    [[nodiscard]] const live_column* find(std::string_view column) const noexcept;
};

struct live_view {
    std::string name;
    std::string definition;
};

/// The tables and views that a connection sees.
struct live_schema {
    std::vector<live_table> tables;
    std::vector<live_view> views;

    [[nodiscard]] const live_table* find(std::string_view table) const noexcept;
};

/// What the statement analysis is told: all column lists, and the views over protected tables that nobody declared.
[[nodiscard]] schema_knowledge knowledge_from(const live_schema& schema, const attribute_registry& registry);

}  // namespace cellseal::soci_orm
