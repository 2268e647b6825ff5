#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// What becomes of a query's rows.
enum class query_use : std::uint8_t {
    result,    ///< The user gets them.
    source,    ///< INSERT takes them.
    derived,   ///< A table in FROM, a CTE, a view.
    scalar,    ///< One value in an expression.
    exists,    ///< Only whether there is one.
    compared,  ///< IN, ANY, ARRAY: the values meet an operator.
};

/// What a query gives, and what its adders of hidden columns need.
struct query {
    output_list* outputs = nullptr;
    scope* tables = nullptr;   ///< Of its one SELECT; null for a set operation or VALUES.
    bool plain_rows = false;   ///< One SELECT without DISTINCT, GROUP BY, aggregates: a column more changes no row.
    bool limited = false;      ///< LIMIT, FETCH, OFFSET, TOP or a window: rows depend on other rows.
    std::size_t list_end = 0;  ///< Last token of the select list.
};

/// Whether a query stands here: SELECT, WITH, VALUES, or one of them in parentheses.
[[nodiscard]] bool at_query(const reading& r) noexcept;

/// [WITH …] SELECT … [UNION …] [ORDER BY …] [LIMIT …], without parentheses around it.
query read_query(reading& r, const scope* outer, query_use use);

/// A query inside an expression; says what its one column is.
operand read_subselect(reading& r, const scope* outer, query_use use);

/// One SELECT up to its set operator or ORDER BY; fills what `made` says of its rows.
void read_select(reading& r, const scope* outer, query_use use, query& made);

/// TABLE name as a query.
void read_whole_table(reading& r, const scope* outer, query& made);

/// VALUES (…), (…) as a query.
void read_values_query(reading& r, const scope* outer, query& made);

/// ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE, as far as they stand here.
void read_query_tail(reading& r, const scope& names, query& made);

/// Refuses ORDER BY 2, GROUP BY 2 where column 2 is protected.
void refuse_sealed_position(const reading& r, const operand& term, const output_list& outputs, const reason& why);

/// The select list, or the list behind RETURNING, up to `end`.
void read_select_list(reading& r, const scope& names, output_list& into, query_use use, std::size_t end);

/// What `*` stands for, written as this token.
void expand_star(reading& r, const scope& names, output_list& into, std::uint32_t token);

/// ( PARTITION BY … ORDER BY … frame ); the parenthesis stands here.
void read_window_definition(reading& r, const scope& names);

/// WITH …: makes its queries known; the statement behind it is read by the caller, between this and the destructor.
class with_clause {
public:
    with_clause(reading& r, const scope* outer);
    with_clause(const with_clause&) = delete;
    with_clause& operator=(const with_clause&) = delete;
    ~with_clause() { of_.with = tables_.outer; }

private:
    void read_one(const scope* outer, common_table& entry);

    reading& of_;
    common_tables tables_;
};

/// The relation that a query's result is to the statement around it. `renamed`: column names given behind an alias.
/// `through`: where the relation's columns can be added to.
[[nodiscard]] const relation& derive(reading& r, const output_list& outputs, const std::vector<name>& renamed,
                                     std::size_t offset, projection* through = nullptr);

/// (a, b, …) behind an alias or a CTE's name, if it stands here.
[[nodiscard]] std::vector<name> take_column_names(reading& r);

}  // namespace cellseal
