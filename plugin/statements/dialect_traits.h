#pragma once

#include <string_view>

#include "plugin/statements/dialect.h"

namespace cellseal {

/// How unquoted names compare with the names of the schema.
enum class name_folding : std::uint8_t {
    any_case,  ///< ASCII case never matters, quoted or not (SQLite, MySQL).
    down,      ///< Unquoted names are folded down, quoted ones are exact (PostgreSQL).
    up,  ///< Unquoted names are folded up; compared in any case, because settings spell them in lower case (Firebird).
};

/// What a character may start or do in one dialect. All of it is data: the lexer and the grammar only ask.
struct dialect_traits {
    dialect which = dialect::sqlite;
    name_folding folding = name_folding::any_case;

    // Lexing.
    std::string_view string_prefixes{};   ///< Letters that, directly before a quote, belong to the literal.
    bool double_quote_is_string = false;  ///< MySQL without ANSI_QUOTES.
    bool engine_known = true;             ///< False for odbc: what engines read differently is refused.
    bool backtick_identifier = false;
    bool bracket_identifier = false;
    bool backslash_escapes = false;  ///< In '…' and "…".
    bool comments_nest = false;
    bool dash_comment_needs_blank = false;
    bool hash_comment = false;
    bool dollar_quotes = false;
    bool escape_strings = false;     ///< E'…'
    bool user_variables = false;     ///< @x, @@x are no parameters.
    bool operator_runs = false;      ///< PostgreSQL: any run of operator characters is one operator.
    bool sqlite_parameters = false;  ///< :a::b and :a(b) are one parameter to the engine.

    // Grammar.
    bool string_is_name = false;               ///< SQLite takes 'contact' for a name where a name must stand.
    bool unresolved_quoted_is_string = false;  ///< SQLite takes "x" for a string if there is no such column.
    bool on_sees_all_tables = false;           ///< SQLite's ON sees tables that are joined later.
    bool cte_sees_later_ctes = false;          ///< SQLite.
    bool using_columns_first = true;           ///< Where `*` puts the columns of USING; SQLite leaves them in place.
    bool returning_sees_joined = false;        ///< RETURNING names the tables of FROM or USING too (PostgreSQL).
    bool whole_row_by_name = false;            ///< `select c from contact c` (PostgreSQL).
    bool values_sees_target = false;           ///< MySQL: VALUES may name columns of the target.
    bool parameter_is_text = false;            ///< SOCI puts values into the text: `order by :n` is a position (MySQL).
    bool one_parameter_per_name = false;       ///< A repeated name is one parameter for binding by position (SQLite).
    std::string_view default_schema{};         ///< A qualifier that surely means the default schema; empty: none.
    bool foreign_schema_is_foreign = false;    ///< Any other qualifier surely means another table (SQLite's ATTACH).
};

/// Settings of a session that change how the server cuts a text into tokens, and that the lexer follows.
struct reading_settings {
    bool ansi_quotes = false;           ///< MySQL: "x" is a name.
    bool no_backslash_escapes = false;  ///< MySQL: a backslash is a character like any other.
    bool operator==(const reading_settings&) const = default;
};

[[nodiscard]] const dialect_traits& traits_of(dialect which, reading_settings settings = {}) noexcept;

}  // namespace cellseal
