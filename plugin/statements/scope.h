#pragma once

#include <cstddef>
#include <limits>
#include <list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plugin/statements/name.h"
#include "plugin/statements/relation.h"

namespace cellseal {

/// A table of the statement under the name that the statement gives it.
struct binding {
    name called;
    const relation* what = nullptr;
    bool aliased = false;
    bool may_be_missing = false;  ///< The outer side of an outer join: its row can be all NULL.
};

/// One column of a query's result.
struct output {
    name called{};       ///< Empty: the engine makes up a name.
    bool alias = false;  ///< The name was given with AS.
    const attribute* sealed = nullptr;
    const attribute* companion_of = nullptr;
    const binding* from = nullptr;  ///< Where a bare column comes from; null for expressions.
    const relation_column* column = nullptr;
    bool null_literal = false;
    std::optional<std::uint32_t> parameter{};  ///< The occurrence, if it is a parameter alone.
    std::uint32_t first = 0;                   ///< Its tokens.
    std::uint32_t last = 0;
};

struct output_list {
    /// What a later arm of a set operation calls a column; SQLite sorts by it too.
    struct further_name {
        name called;
        std::size_t column;
    };
    std::vector<output> columns;
    std::vector<further_name> further_names;
    bool complete = true;  ///< False: columns of unknown number follow after the last one.
};

/// The query of a derived table or CTE as a thing that an index column can be put into, so that what comes out of it
/// can be searched.
struct projection {
    const output_list* outputs = nullptr;
    std::size_t list_end = 0;
    bool starred = false;  ///< Somebody takes all its columns: one more would be seen.
    std::vector<std::pair<std::size_t, std::string>> added{};  ///< Index columns by the place of what they index.
};

/// One column that `*` stands for. Without `column`: columns of unknown number.
struct star_column {
    const binding* from = nullptr;
    const relation_column* column = nullptr;
};

/// The names that an expression can see: the tables of one query, then those of the queries around it.
struct scope {
    const scope* outer = nullptr;
    std::list<binding> bindings;
    std::vector<star_column> star;         ///< What `*` gives, in its order.
    bool star_unsure = false;              ///< Servers of this dialect differ in the order of `*`.
    const output_list* outputs = nullptr;  ///< For aliases, once the select list is read.
    bool sorts_by_outputs = false;         ///< ORDER BY of a set operation: the names of its columns are all there is.
    bool aliases_win = false;              ///< In GROUP BY, HAVING, ORDER BY an alias can hide a column.
    std::size_t unqualified_limit =
        std::numeric_limits<std::size_t>::max();  ///< Names without a table mean these first ones.
    const binding* proposed = nullptr;            ///< What VALUES(column) means in ON DUPLICATE KEY UPDATE.
    std::size_t visible_from = 0;                 ///< While ON is read: the tables joined so far.
    std::size_t visible_to = std::numeric_limits<std::size_t>::max();
    bool reads_having = false;          ///< Its HAVING is read: on MySQL only columns of the select list are in reach.
    mutable bool numbers_rows = false;  ///< A function looks at other rows of the result (OVER).
    mutable bool calls_functions = false;  ///< Of which it is not known whether they are aggregates.
};

}  // namespace cellseal
