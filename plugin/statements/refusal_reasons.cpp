#include "plugin/statements/refuse.h"

namespace cellseal::because {

using enum refusal_code;

const reason literal_written{literal, "A literal would be stored in {} in the clear.", "Use a parameter: :name."};
const reason literal_compared{literal, "A literal is compared with {}, which holds sealed values.",
                              "Use a parameter: :name."};

const reason not_an_equality{operator_,
                             "{} is protected; only =, <>, IN and NOT IN with parameters can be asked of it.",
                             "Compare it for equality with a parameter, or with IS NULL."};
const reason compared_with_column{operator_, "{} is compared with a column that does not hold the same sealed values.",
                                  "Compare it with a parameter, or with a column of the same index domain."};
const reason compared_with_expression{operator_, "{} is compared with an expression, which cannot be sealed.",
                                      "Compute the value first and bind it as a parameter."};
const reason compared_with_literal_list{operator_, "NULL or a literal stands in a list that is compared with {}.",
                                        "List parameters only, and ask for NULL with IS NULL."};
const reason bare_condition{operator_, "{} is protected and is no condition.",
                            "Compare it for equality with a parameter, or with IS NULL."};
const reason in_subselect{operator_, "{} is compared with the result of a sub-select.",
                          "Write a join, or fetch the values first and use IN with parameters."};
const reason compared_by_any{operator_, "ANY, SOME or ALL compares {} with a value that cannot be sealed.",
                             "Write IN with one parameter for each value."};
const reason keys_changing_join{
    operator_, "Two keys are in use while the key of {} changes, so equal values may be stored differently.",
    "Wait for the key change to end, or compare with a parameter."};
const reason null_is_sealed{operator_, "NULL is sealed in {} like a value, so it cannot be asked for.",
                            "Fetch the column and look at the value."};
const reason join_by_using{operator_, "USING or NATURAL would join by {}, which holds sealed values.",
                           "Write the join with ON, and name the columns."};

const reason expression_written{expression, "An expression is written to {}, and the database cannot seal its result.",
                                "Compute the value first and bind it as a parameter."};
const reason default_of_sealed_null{literal, "DEFAULT would be stored in {} unsealed.",
                                    "Bind a parameter, also for NULL."};
const reason null_of_sealed_null{literal, "NULL is sealed in {} like a value, so NULL in the text would stay unsealed.",
                                 "Bind a parameter with a NULL indicator."};
const reason runs_text{function, "This function runs a text as a statement, and the text names a protected table.",
                       "Write the statement itself, or run it through native(sql)."};
const reason in_function{function, "A function would get the sealed value of {}.",
                         "Fetch the column and call the function in the application."};
const reason in_letter_case{
    function, "A function would get the sealed value of {}.",
    "Fetch the column itself, or compare it by =: the normal form of its index says whether letter case counts."};
const reason in_case{function, "CASE would mix sealed values of {} with others.", "Fetch the column itself."};
const reason in_expression{operator_, "An operator would get the sealed value of {}.",
                           "Fetch the column and compute in the application."};
const reason whole_row{expression, "A row of {} is used as one value, with sealed values in it.", "Name the columns."};

const reason cast_of_column{cast, "{} holds sealed values; a cast would change them.",
                            "Fetch the column without a cast."};
const reason cast_with_length{cast, "The cast could cut or change the sealed value of {}.",
                              "Leave the cast out, or cast to text without a length."};

const reason copied{copy, "The sealed value of {} would be copied to another column, where it does not open.",
                    "Read the value and write it through a parameter."};
const reason copied_from_elsewhere{copy, "A value that did not come through a parameter would be stored in {}.",
                                   "Read the value and write it through a parameter."};
const reason arms_differ{copy, "One column of the result would hold values of {} and of something else.",
                         "Give each a column of its own, with NULL in the other query, or run two statements."};
const reason select_into{copy, "The result, with {} in it, would be written somewhere else.",
                         "Fetch the rows and write them through parameters."};

const reason executable_comment{lexer, "A comment of this kind is executed by some databases.",
                                "Leave the comment out."};
const reason brace{lexer, "Escapes in braces are read differently by drivers.", "Write plain SQL without braces."};
const reason control_character{lexer, "The text holds a control character.",
                               "Remove it; pass such values as parameters."};
const reason unterminated{lexer, "A quotation or comment that begins here does not end.", "Close it."};
const reason not_utf8{lexer, "The text is not valid UTF-8.", "Pass such bytes as parameters."};
const reason unicode_escape{lexer, "U& escapes can spell any name.", "Write the name or the string itself."};
const reason q_quote{lexer, "q'…' strings are not read alike.", "Write a string in single quotes, or use a parameter."};
const reason carriage_return{lexer, "A comment holds a carriage return, which ends it in some databases.",
                             "Remove the carriage return."};
const reason continued_string{lexer, "An escape string that goes on after a line end keeps its escapes.",
                              "Write it as one string, or use a parameter."};
const reason unknown_character{lexer, "A character stands here that starts nothing in this dialect.", "Remove it."};
const reason number_and_word{lexer, "A number runs into a word.", "Put a blank between them."};
const reason engines_disagree{lexer, "Databases read this differently, and the dialect behind ODBC is not known.",
                              "Name the dialect in the settings, or use a parameter."};
const reason scanners_disagree{lexer, "The data layer would see other parameters here than the database does.",
                               "Remove the comment or quotation that confuses it, or use a parameter for the text."};
const reason too_long{lexer, "The statement is longer than 1 MiB.", "Split it, or pass its values as parameters."};

const reason reading_mode{mode, "This changes how the text of later statements is read.",
                          "Set it when the session is opened, in the settings."};

const reason two_meanings{mixed, "One parameter name is used for {} and for something else.",
                          "Give each use a parameter name of its own."};

const reason sorted{order, "Sorting by {} would sort sealed values.", "Fetch the rows and sort in the application."};
const reason grouped{group, "Grouping by {} would group sealed values.",
                     "Group by the key of its table as well, or fetch the rows and group in the application."};
const reason distinct_values{group, "DISTINCT would compare sealed values of {}.",
                             "Select the key of its table as well, or leave DISTINCT out."};
const reason rows_compared{group, "UNION, INTERSECT or EXCEPT would compare sealed values of {}.",
                           "Use UNION ALL, or select the key of its table at the same place in each query."};

const reason qualify{ambiguous, "This name could be {} or another column.", "Qualify the column."};
const reason unresolved{ambiguous,
                        "No table of this query has a column of this name; elsewhere it could mean a protected one.",
                        "Correct the name, and qualify the column."};
const reason columns_unknown{ambiguous, "The columns of this table are not known, so the place of {} is not.",
                             "List the columns, or declare the table's columns in the settings."};
const reason unknown_column{ambiguous, "{} has no such column in the list of its columns.",
                            "Correct the name, or the table's columns in the settings."};
const reason unknown_schema{ambiguous, "It cannot be told whether this is the protected table.",
                            "Leave the schema out, or name the protected table's schema in the settings."};
const reason undeclared_view{ambiguous, "This depends on a protected table and is not declared.",
                             "Declare the view and its columns in the settings."};
const reason undeclared_trigger{ambiguous,
                                "A trigger of {} names a protected table, and what it does is not seen here.",
                                "Write it through native(sql), or leave the protected table out of the trigger."};
const reason duplicate_name{ambiguous, "Two tables in this statement have this name.",
                            "Give each an alias of its own."};
const reason later_table{ambiguous, "The name belongs to a table that is not joined yet at this place.",
                         "Join the table first, or give it another alias."};

const reason not_searchable{unsearchable, "{} is sealed without an index, so it cannot be searched.",
                            "Declare a look-up for it, or search by another column."};
const reason found_together_only{unsearchable, "{} is found only together with the other attributes of its index.",
                                 "Compare them all by = with parameters, joined by AND in one WHERE."};
const reason companion_out_of_reach{unsearchable, "The index column of {} cannot be reached from here.",
                                    "Compare inside the sub-select or view, where the table itself is named."};
const reason lossy_index{
    unsearchable, "The index of {} is shortened and finds too many rows; it serves only = and IN in a plain SELECT.",
    "Select the rows by = or IN first, then go by the key."};

const reason companion_named{companion, "The index column of {} belongs to cellseal.",
                             "Write and compare the protected column itself."};
const reason companion_filled{companion, "Without a list of columns this INSERT would fill the index column of {}.",
                              "List the columns."};
const reason written_together_only{
    companion, "{} has an index together with other attributes, and not all of them are given as parameters here.",
    "Write all attributes of the index in this statement, each as a parameter, or one of them as NULL."};
const reason companion_of_view{companion, "The index column of {} cannot be written through this view.",
                               "Write to the table itself."};

const reason key_missing{row_key, "{} is bound to its row, and not every part of the key is a parameter here.",
                         "Give each key column as a parameter of the same row: key = :key."};
const reason key_changed{row_key, "The key of the row is part of the seal of {}, and would be changed.",
                         "Read the row, delete it and insert it anew."};
const reason key_not_in_result{row_key, "{} is bound to its row, and the key is not in the result.",
                               "Select the key columns too."};
const reason key_of_other_row{row_key, "{} is bound to its row, and the stored row may have another key.",
                              "Use ON CONFLICT with exactly the key columns, or UPDATE by key."};

const reason narrowed{ddl, "The type of {} would no longer hold sealed values.", "Use TEXT or BLOB without a length."};
const reason dropped{ddl, "{} would be dropped or renamed; it holds sealed values or belongs to cellseal.",
                     "Take the flag off first, then change the schema."};
const reason table_dropped{ddl, "The table of {} would be dropped or renamed.",
                           "Take the flags off first, or use native() for it."};
const reason copied_by_ddl{ddl, "The values of {} would be copied or computed on by the database.",
                           "Leave the column out."};
const reason trigger_body{ddl, "Code in the database would see sealed values of {}, and what it does is not checked.",
                          "Do it in the application, or declare it with native()."};
const reason shadowed{ddl, "This would hide the protected table behind another one of the same name.",
                      "Use another name."};
const reason rows_shared{ddl,
                         "Rows of this table would be rows of the protected table {} too, and be written unsealed.",
                         "Keep the tables apart, or declare both with native()."};

const reason view_differs{ddl, "The view {} is declared with other columns than this would give it.",
                          "Change its declaration in the settings first."};

const reason several_statements{multiple, "Several statements in one text, and a protected table is named.",
                                "Run them one by one."};

const reason foreign_placeholder{placeholder, "Only parameters of the form :name can be followed.", "Write :name."};
const reason parameter_runs_on{placeholder,
                               "The name of this parameter is read differently by the data layer and the database.",
                               "Use ASCII letters, digits and _, and put a blank behind it."};
const reason colon_in_subscript{
    placeholder, "In a subscript the data layer takes a colon for a parameter and the database for a slice.",
    "Leave the slice out, or put it into a view."};

const reason not_understood{syntax, "This part of a statement that names a protected table is not understood.",
                            "Write it in plain SQL, or leave the protected table out."};
const reason merging{syntax, "MERGE is no statement of this database, and it names a protected table.",
                     "Write INSERT … ON CONFLICT or ON DUPLICATE KEY UPDATE."};
const reason runs_elsewhere{syntax, "What this runs in the database is not seen here, and it names a protected table.",
                            "Write the statement itself, or run it through native(sql)."};
const reason moves_rows{syntax, "This would move rows of a protected table past cellseal.",
                        "Write SELECT or INSERT with parameters; insert_all() writes many rows at once."};
const reason too_deep{syntax, "The statement is nested deeper than 200 levels.", "Split it."};
const reason too_wide{syntax, "The statement names more than 1,024 tables or 4,096 result columns.", "Split it."};
const reason parenthesis_open{syntax, "A parenthesis has no partner.", "Close it."};

}  // namespace cellseal::because
