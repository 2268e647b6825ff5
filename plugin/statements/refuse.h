#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "plugin/statements/refusal.h"

namespace cellseal {

/// Ends the reading of a statement; analyse() turns it into a plan with outcome refuse. Never leaves this folder.
struct refused {
    refusal why;
};

/// A reason in words. `{}` stands for the subject.
struct reason {
    refusal_code code;
    std::string_view message;
    std::string_view hint;
};

[[noreturn]] void refuse(const reason& why, std::size_t offset, std::string_view subject = {});

/// Every sentence a refused statement can get, in one place.
namespace because {

extern const reason literal_written, literal_compared;
extern const reason not_an_equality, compared_with_column, compared_with_expression, compared_with_literal_list;
extern const reason bare_condition, in_subselect, keys_changing_join, compared_by_any, null_is_sealed, join_by_using;
extern const reason expression_written, default_of_sealed_null, null_of_sealed_null;
extern const reason runs_text, in_function, in_case, in_letter_case, in_expression, whole_row;
extern const reason cast_of_column, cast_with_length;
extern const reason copied, copied_from_elsewhere, select_into, arms_differ;
extern const reason executable_comment, brace, control_character, unterminated, not_utf8, unicode_escape, q_quote;
extern const reason carriage_return, continued_string, unknown_character, number_and_word, engines_disagree;
extern const reason scanners_disagree, too_long;
extern const reason reading_mode;
extern const reason two_meanings;
extern const reason sorted, grouped, distinct_values, rows_compared;
extern const reason qualify, unresolved, columns_unknown, unknown_column, unknown_schema, undeclared_view,
    undeclared_trigger, duplicate_name, later_table;
extern const reason not_searchable, found_together_only, companion_out_of_reach, lossy_index;
extern const reason companion_named, companion_filled, companion_of_view, written_together_only;
extern const reason key_missing, key_changed, key_not_in_result, key_of_other_row;
extern const reason narrowed, dropped, table_dropped, copied_by_ddl, trigger_body, shadowed, view_differs, rows_shared;
extern const reason several_statements;
extern const reason foreign_placeholder, parameter_runs_on, colon_in_subscript;
extern const reason not_understood, merging, runs_elsewhere, moves_rows, too_deep, too_wide, parenthesis_open;

}  // namespace because
}  // namespace cellseal
