#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/dialect.h"
#include "plugin/statements/dialect_traits.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal {

/// A table or view that the database has.
struct introspected_table {
    std::string schema{};  ///< Empty: not known.
    std::string name{};
    std::vector<std::string> columns{};
    bool unqualified = true;  ///< Its name alone means it; false: only with its schema before it.
};

/// What the analysis knows about the database beyond the registry; an adapter fills it at session start and after DDL.
struct schema_knowledge {
    std::vector<introspected_table> tables{};  ///< The truth, where a registration lists other columns.
    /// Views, partitions and tables with rules over protected tables that nobody declared: refused.
    std::vector<std::string> undeclared_views{};
    std::uint64_t version = 0;                 ///< Changes whenever the content does.
    std::vector<std::string> trigger_tables{};  ///< Writing to them runs a trigger that names a protected table.
    reading_settings reading{};                ///< Of the session.
};

/// How many keys a comparison has to look for: 1, or 2 while a key change runs.
struct live_keys {
    std::size_t data_keys = 1;   ///< For lookup::deterministic.
    std::size_t index_keys = 1;  ///< For blind indexes.
};

/// Understands one statement or refuses it (statement_policy.md). Default deny: outcome is `pass` only if no word of
/// the text can name a protected table or a view over one, `ok` only if everything in it was resolved.
///
/// Never throws for what the text holds; a refusal is an outcome. Bounded: 200 levels of nesting, 1 MiB of text.
/// Threads: pure. Lifetime: the plan points into `registry`.
[[nodiscard]] statement_plan analyse(std::string_view sql, dialect language, const attribute_registry& registry,
                                     const schema_knowledge& schema = {}, live_keys live = {});

}  // namespace cellseal
