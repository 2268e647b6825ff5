#include "plugin/statements/dialect_traits.h"

#include <array>

namespace cellseal {
namespace {

constexpr dialect_traits sqlite{.which = dialect::sqlite,
                                .folding = name_folding::any_case,
                                .string_prefixes = "xX",
                                .backtick_identifier = true,
                                .bracket_identifier = true,
                                .sqlite_parameters = true,
                                .string_is_name = true,
                                .unresolved_quoted_is_string = true,
                                .on_sees_all_tables = true,
                                .cte_sees_later_ctes = true,
                                .using_columns_first = false,
                                .one_parameter_per_name = true,
                                .default_schema = "main",
                                .foreign_schema_is_foreign = true};

constexpr dialect_traits postgres{.which = dialect::postgres,
                                  .folding = name_folding::down,
                                  .string_prefixes = "eExXbBnN",
                                  .comments_nest = true,
                                  .dollar_quotes = true,
                                  .escape_strings = true,
                                  .operator_runs = true,
                                  .returning_sees_joined = true,
                                  .whole_row_by_name = true,
                                  .default_schema = "public"};

constexpr dialect_traits mysql{.which = dialect::mysql,
                               .folding = name_folding::any_case,
                               .string_prefixes = "xXbBnN",
                               .double_quote_is_string = true,
                               .backtick_identifier = true,
                               .backslash_escapes = true,
                               .dash_comment_needs_blank = true,
                               .hash_comment = true,
                               .user_variables = true,
                               .values_sees_target = true,
                               .parameter_is_text = true};

constexpr dialect_traits firebird{
    .which = dialect::firebird, .folding = name_folding::up, .string_prefixes = "xX", .cte_sees_later_ctes = true};

constexpr dialect_traits odbc{.which = dialect::odbc,
                              .folding = name_folding::up,
                              .engine_known = false,
                              .cte_sees_later_ctes = true,
                              .values_sees_target = true,
                              .parameter_is_text = true};

constexpr dialect_traits mysql_under(bool ansi_quotes, bool no_backslash_escapes)
{
    dialect_traits made = mysql;
    made.double_quote_is_string = !ansi_quotes;
    made.backslash_escapes = !no_backslash_escapes;
    return made;
}

constexpr std::array<dialect_traits, 4> mysql_by_settings{mysql_under(false, false), mysql_under(false, true),
                                                          mysql_under(true, false), mysql_under(true, true)};

}  // namespace

const dialect_traits& traits_of(dialect which, reading_settings settings) noexcept
{
    switch (which) {
        case dialect::sqlite: return sqlite;
        case dialect::postgres: return postgres;
        case dialect::mysql:
            return mysql_by_settings[(settings.ansi_quotes ? 2U : 0U) + (settings.no_backslash_escapes ? 1U : 0U)];
        case dialect::firebird: return firebird;
        case dialect::odbc: return odbc;
    }
    return odbc;
}

}  // namespace cellseal
