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

/// By the words that PostgreSQL, MariaDB and their like have in information_schema.columns.data_type.
[[nodiscard]] column_kind kind_of_type(const std::string& type);

struct live_column {
    std::string name;
    std::string declared_type;  ///< As the database spells it, for messages.
    column_kind kind = column_kind::other;
    std::optional<std::size_t> width = {};  ///< Characters, where the type has a limit.
    bool folds = false;                     ///< Its collation takes different texts for equal.
};

struct live_table {
    std::string name;
    std::vector<live_column> columns;
    std::string schema{};     ///< Empty where the engine has none or does not tell.
    bool unqualified = true;  ///< Its name alone means it; false: another schema's, not searched or hidden.

    /// Null when there is none; names compare as SQL does, in any letter case.
    [[nodiscard]] const live_column* find(std::string_view column) const noexcept;
};

/// Something that reaches tables which a statement on it does not name.
struct live_dependent {
    std::string name;        ///< The view, or the table that has the partition, rule or trigger.
    std::string definition;  ///< A text that holds the names it reaches; empty: the database does not tell.
};

/// The tables and views that a connection sees.
struct live_schema {
    std::vector<live_table> tables{};
    std::vector<live_dependent> views{};     ///< Views, rules, and the other tables of an inheritance.
    std::vector<live_dependent> triggers{};  ///< By the table whose change runs them.

    /// The table that the name means; with a schema, the one in it. The very spelling goes before another letter case.
    [[nodiscard]] const live_table* find(std::string_view table, std::string_view schema = {}) const noexcept;
    /// Two tables that the name alone could mean in another letter case; null when there are no two.
    [[nodiscard]] const live_table* twin_of(const live_table& table) const noexcept;
};

/// What the statement analysis is told: all column lists, and the views over protected tables that nobody declared.
[[nodiscard]] schema_knowledge knowledge_from(const live_schema& schema, const attribute_registry& registry);

}  // namespace cellseal::soci_orm
