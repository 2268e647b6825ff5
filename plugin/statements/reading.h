#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/statements/analysis.h"
#include "plugin/statements/catalogue.h"
#include "plugin/statements/common_tables.h"
#include "plugin/statements/cursor.h"
#include "plugin/statements/operand.h"
#include "plugin/statements/refuse.h"
#include "plugin/statements/rewriting.h"
#include "plugin/statements/scope.h"

namespace cellseal {

/// A protected column compared for equality with parameters.
struct comparison {
    const scope* in = nullptr;
    const binding* from = nullptr;
    const attribute* subject = nullptr;
    std::vector<std::size_t> occurrences;
    bool equality = true;   ///< = or IN; false for <> and NOT IN.
    bool conjunct = false;  ///< Nothing but AND stands between it and its WHERE.
    std::uint32_t path_first = 0;
    std::uint32_t path_last = 0;
    const relation_column* column = nullptr;
    const compound_definition* compound = nullptr;  ///< It asks this index, together with others.

    /// The blind index that is asked; null for the sealed value itself.
    [[nodiscard]] const index_definition* index() const noexcept
    {
        if (compound != nullptr) return &compound->index();
        return subject->index ? &*subject->index : nullptr;
    }
};

/// column = :p of an attribute that has an index together with others: whether they are compared as well is known only
/// at the end of the condition.
struct postponed_search {
    std::size_t comparison = 0;  ///< Its place in reading::comparisons.
    operand column;
    operand wanted;
    std::size_t op_last = 0;  ///< As comparison_operator::last.
};

/// A plain column compared with a parameter by =, in a WHERE of nothing but AND around it.
struct key_equality {
    const binding* from = nullptr;
    const relation_column* column = nullptr;
    std::size_t occurrence = 0;
    bool conjunct = false;
};

/// The state of reading one statement. Functions of this folder take it and move `at` forward; each refuses what it
/// does not know. Every token is taken by exactly one of them, so that nothing is passed over.
struct reading {
    reading(std::string_view text, const lexed_text& lexed, const dialect_traits& spoken, catalogue& known,
            live_keys keys)
        : sql(text),
          tokens(lexed),
          language(spoken),
          names(known),
          live(keys),
          at(text, lexed.tokens),
          edits(text, lexed, spoken),
          uses(lexed.parameters.size()),
          used(lexed.parameters.size(), false)
    {
    }

    std::string_view sql;
    const lexed_text& tokens;
    const dialect_traits& language;
    catalogue& names;
    live_keys live;
    cursor at;
    rewriting edits;

    std::vector<parameter_use> uses;  ///< By occurrence.
    std::vector<bool> used;           ///< Whether the occurrence was met by an expression.
    std::vector<comparison> comparisons;
    std::vector<postponed_search> postponed;  ///< Those of comparisons whose text is still to be rewritten.
    std::vector<key_equality> key_equalities;
    std::vector<operand> filtering;   ///< Columns whose rewritten comparison says false where it is unknown.
    bool unknown_is_false = false;    ///< What is read now is a condition, under nothing but AND and OR.
    bool conjunct = false;            ///< What is read now stands in a WHERE, under nothing but AND.
    const scope* filtered = nullptr;  ///< Whose WHERE it is: rows of queries further out are not its own.
    bool in_common_table = false;     ///< A CTE is read: SQLite looks its names up once more where it is used.
    bool touches_protected = false;   ///< A protected table or view was named.
    bool changes_schema = false;
    bool changes_rows = false;  ///< UPDATE or DELETE.
    int depth = 0;

    common_tables* with = nullptr;
    common_table* recursive = nullptr;  ///< The CTE whose own query is about to be read.
    std::list<scope> scopes;  ///< Things live here as long as the reading; a list costs nothing while it is empty.
    std::list<relation> relations;
    std::list<output_list> output_lists;
    std::list<std::string> unquoted;
    std::list<projection> projections;
    std::size_t projected = 0;  ///< Index columns put into derived tables so far.

    /// Comparisons read since `before` stand under something else than AND.
    struct mark {
        std::size_t comparisons;
        std::size_t keys;
        std::size_t postponed;
        std::size_t filtering;
    };
    [[nodiscard]] mark here() const noexcept
    {
        return {comparisons.size(), key_equalities.size(), postponed.size(), filtering.size()};
    }
    void no_conjuncts_since(const mark& before) noexcept
    {
        for (std::size_t i = before.comparisons; i < comparisons.size(); ++i) comparisons[i].conjunct = false;
        for (std::size_t i = before.keys; i < key_equalities.size(); ++i) key_equalities[i].conjunct = false;
    }

    [[nodiscard]] bool same_name(const name& a, const name& b) const noexcept { return same(a, b, language.folding); }
    [[nodiscard]] std::size_t offset_of(std::size_t token) const noexcept { return at[token].offset; }
    [[nodiscard]] scope& new_scope(const scope* outer)
    {
        scopes.emplace_back().outer = outer;
        return scopes.back();
    }
};

/// Marks a parameter as written to or compared with an attribute; refuses (mixed) a second, different meaning of the
/// occurrence. Names are checked when the statement is read to its end.
void give_role(reading& r, std::size_t occurrence, parameter_role role, const attribute& subject);

}  // namespace cellseal
