#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/attributes/attribute.h"
#include "plugin/attributes/compound_definition.h"

namespace cellseal {

/// A table with at least one protected attribute.
struct protected_table {
    std::string schema;  ///< Empty: the default schema of the connection.
    std::string name;
    std::vector<std::string> columns;      ///< All columns in their order; empty: not known.
    std::vector<std::string> key_columns;  ///< In their order; empty: not known.
    std::vector<const attribute*> attributes;
    std::vector<const compound_definition*> compounds = {};  ///< Indexes over several of them.
};

/// A table of which only the columns are known, so that `*` and unqualified names can be resolved.
struct known_table {
    std::string schema;
    std::string name;
    std::vector<std::string> columns;
};

/// A view over protected tables whose columns are declared.
struct declared_view {
    struct column {
        std::string name;
        std::string attribute;  ///< "entity.attribute", or empty for a plain column.
    };
    std::string schema;
    std::string name;
    std::vector<column> columns;
};

/// What one entity or one settings file contributes.
struct registration {
    std::string entity;
    std::string schema;
    std::string table;
    std::vector<std::string> columns;
    std::vector<std::string> key_columns;
    std::vector<attribute> attributes;
    std::string declared_at;
    std::vector<compound_declaration> compounds = {};
};

/// All protected attributes of one application: the union of its entities and its settings file. Immutable once built;
/// never read from the database.
///
/// Threads: all members may be called at once from any number of threads.
class attribute_registry {
public:
    class builder;

    [[nodiscard]] std::span<const attribute> attributes() const noexcept;
    /// Indexes over several attributes of one table.
    [[nodiscard]] std::span<const compound_definition> compounds() const noexcept;
    [[nodiscard]] std::span<const protected_table> tables() const noexcept;
    [[nodiscard]] std::span<const known_table> known_tables() const noexcept;
    [[nodiscard]] std::span<const declared_view> views() const noexcept;

    /// By stable name "entity.attribute"; null when there is none.
    [[nodiscard]] const attribute* find(std::string_view full_name) const noexcept;

    /// Changes whenever anything in the registry differs: part of the key of cached plans.
    [[nodiscard]] std::uint64_t fingerprint() const noexcept;

private:
    struct content;
    explicit attribute_registry(std::shared_ptr<const content> what) noexcept;
    std::shared_ptr<const content> content_;
};

/// Collects registrations and refuses contradictions with both places named.
class attribute_registry::builder {
public:
    builder();
    builder(builder&&) noexcept;
    builder& operator=(builder&&) noexcept;
    ~builder();

    /// Throws error bad_attribute (the description contradicts itself) or attribute_conflict (it contradicts one added
    /// before). The same description twice is fine: an entity and the settings file may both flag an attribute. The
    /// attributes of a compound index may come from another registration of the table; build() looks for them.
    builder& add(registration what);
    builder& add(known_table what);
    /// Throws error bad_attribute when it names an attribute that is not registered by the time of build().
    builder& add(declared_view what);

    /// Throws error bad_attribute or attribute_conflict for what can only be told when all registrations are in.
    [[nodiscard]] std::shared_ptr<const attribute_registry> build();

private:
    struct content;
    std::unique_ptr<content> content_;
};

}  // namespace cellseal
