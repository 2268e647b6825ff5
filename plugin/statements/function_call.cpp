#include <algorithm>
#include <array>

#include "plugin/statements/characters.h"
#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/nesting.h"
#include "plugin/statements/query.h"
#include "plugin/statements/resolve.h"

namespace cellseal {
namespace {

/// Functions of one row: calling them does not make a query aggregate its rows.
constexpr std::array<std::string_view, 25> of_one_row{
    "match",  "abs",       "coalesce", "concat", "date",   "datetime", "ifnull", "iif",   "instr",
    "length", "lower",     "ltrim",    "now",    "nullif", "replace",  "round",  "rtrim", "strftime",
    "substr", "substring", "time",     "trim",   "upper",  "left",     "right"};

bool one_row_function(std::string_view called) noexcept
{
    return std::any_of(of_one_row.begin(), of_one_row.end(),
                       [&](auto each) { return equal_in_any_case(each, called); });
}

/// PostgreSQL's functions, and those of its extensions, that run a text as a query or take the name of a table.
bool runs_text(std::string_view called) noexcept
{
    const auto begins = [&](std::string_view with) { return equal_in_any_case(called.substr(0, with.size()), with); };
    return called.find("_to_xml") != std::string_view::npos || called.find("_TO_XML") != std::string_view::npos ||
           begins("dblink") || begins("crosstab") || begins("connectby") || begins("ts_stat") || begins("ts_rewrite") ||
           begins("xpath_table");
}

/// Words that stand between arguments in functions with a grammar of their own.
bool take_separator(reading& r)
{
    for (const keyword word : {keyword::from_kw, keyword::for_kw, keyword::using_kw, keyword::placing_kw,
                               keyword::separator_kw, keyword::both_kw, keyword::leading_kw, keyword::trailing_kw}) {
        if (r.at.take(word)) return true;
    }
    return r.at.take(",");
}

void read_sort_list(reading& r, const scope& names)
{
    do {
        read_plain(r, names, because::sorted);
        if (!r.at.take(keyword::asc_kw)) r.at.take(keyword::desc_kw);
        if (r.at.take(keyword::nulls_kw)) r.at.skip();
    } while (r.at.take(","));
}

/// Arguments up to the closing parenthesis. Gives the attribute if the only argument is a bare protected column.
const attribute* read_arguments(reading& r, const scope& names, std::size_t close)
{
    const attribute* alone = nullptr;
    std::size_t count = 0;
    while (r.at.position() < close) {
        if (r.at.take(keyword::order_kw, keyword::by_kw)) {
            read_sort_list(r, names);
            continue;
        }
        if (take_separator(r)) continue;
        if (r.at.take(keyword::as_kw)) {
            static_cast<void>(take_type_that_keeps(r));
            continue;
        }
        const operand argument = read_expression(r, names);
        if (argument.is_protected()) {
            const bool only = count == 0 && r.at.position() == close && argument.kind == operand_kind::column;
            if (!only) require_plain(r, argument, because::in_function);
            alone = argument.subject();
        }
        ++count;
        // MySQL would join a string to the one before it, also to that of a parameter.
        if (r.at.is(token_kind::string) || r.at.is(token_kind::quoted)) r.at.not_understood();
    }
    return alone;
}

void read_window(reading& r, const scope& names)
{
    if (!r.at.is("(")) {
        take_name(r);
        return;
    }
    read_window_definition(r, names);
}

/// MATCH (…) AGAINST (… [IN BOOLEAN MODE]): behind the text only words follow.
void read_against(reading& r, const scope& names)
{
    if (r.language.which != dialect::mysql || !r.at.take(keyword::against_kw)) return;
    const std::size_t close = r.at.peek().partner;
    r.at.expect("(");
    require_plain(r, read_operand(r, names), because::in_function);
    while (r.at.is(token_kind::word)) r.at.skip();
    if (r.at.position() != close) r.at.not_understood();
    r.at.skip();
}

/// FILTER (WHERE …), WITHIN GROUP (ORDER BY …), OVER (…)
bool read_behind_call(reading& r, const scope& names)
{
    if (r.at.is(keyword::within_kw) && r.at.is(keyword::group_kw, 1)) {
        r.at.skip(2);
        r.at.expect("(");
        r.at.expect(keyword::order_kw);
        r.at.expect(keyword::by_kw);
        read_sort_list(r, names);
        r.at.expect(")");
    }
    if (r.at.is(keyword::filter_kw) && r.at.is("(", 1)) {
        r.at.skip(2);
        r.at.expect(keyword::where_kw);
        read_condition(r, names, false);
        r.at.expect(")");
    }
    if (!r.at.take(keyword::over_kw)) return false;
    read_window(r, names);
    return true;
}

/// Who folds letters wants to find something in any letter case.
const reason& reason_for(std::string_view function, const attribute& subject) noexcept
{
    constexpr std::array<std::string_view, 4> folding{"lower", "upper", "lcase", "ucase"};
    const bool folds =
        std::any_of(folding.begin(), folding.end(), [&](auto each) { return equal_in_any_case(each, function); });
    return folds && subject.index ? because::in_letter_case : because::in_function;
}

}  // namespace

void read_window_definition(reading& r, const scope& names)
{
    const std::size_t close = r.at.peek().partner;
    r.at.expect("(");
    if (r.at.is(token_kind::word) && r.at.peek().word == keyword::none) take_name(r);
    if (r.at.is(keyword::partition_kw)) {
        r.at.skip();
        r.at.expect(keyword::by_kw);
        do read_plain(r, names, because::grouped);
        while (r.at.take(","));
    }
    if (r.at.take(keyword::order_kw, keyword::by_kw)) read_sort_list(r, names);
    // The frame: words, numbers and plain expressions without names.
    while (r.at.position() < close) {
        const bool fine = r.at.is(token_kind::word) || r.at.is(token_kind::number);
        const bool frame_word = r.at.is(token_kind::number) || r.at.peek().word != keyword::none;
        if (!fine || !frame_word || r.at.is(keyword::select_kw)) r.at.not_understood();
        r.at.skip();
    }
    r.at.expect(")");
}

operand read_function(reading& r, const scope& names, const name& called)
{
    // A statement comes here only if a word of it, also in a string, names a protected table.
    if (r.language.which == dialect::postgres && runs_text(called.text))
        refuse(because::runs_text, r.offset_of(called.at));
    const conjunction off(r, false);
    operand made;
    made.first = called.at;
    const std::size_t close = r.at.peek().partner;
    r.at.expect("(");
    const bool counting = equal_in_any_case(called.text, "count");
    const bool distinct = r.at.take(keyword::distinct_kw);
    if (!distinct) r.at.take(keyword::all_kw);
    const attribute* alone = nullptr;
    if (at_query(r)) {
        read_subselect(r, &names, query_use::compared);
    } else if (!(r.at.is("*") && r.at.position() + 1 == close)) {
        alone = read_arguments(r, names, close);
    } else {
        r.at.skip();
    }
    if (r.at.position() != close) r.at.not_understood();
    r.at.go(close + 1);
    if (alone != nullptr && (!counting || distinct || alone->nulls == null_policy::seal)) {
        refuse(distinct ? because::distinct_values : reason_for(called.text, *alone), r.offset_of(called.at),
               alone->full_name());
    }
    if (equal_in_any_case(called.text, "match")) read_against(r, names);
    const bool windowed = read_behind_call(r, names);
    if (windowed) names.numbers_rows = true;
    if (!windowed && !one_row_function(called.text)) names.calls_functions = true;
    made.last = static_cast<std::uint32_t>(r.at.position() - 1);
    return made;
}

operand read_case(reading& r, const scope& names)
{
    const nesting level(r);
    const conjunction off(r, false);
    operand made;
    made.first = static_cast<std::uint32_t>(r.at.position());
    r.at.expect(keyword::case_kw);
    if (!r.at.is(keyword::when_kw)) read_plain(r, names, because::not_an_equality);
    while (r.at.take(keyword::when_kw)) {
        read_plain(r, names, because::not_an_equality);
        r.at.expect(keyword::then_kw);
        read_plain(r, names, because::in_case);
    }
    if (r.at.take(keyword::else_kw)) read_plain(r, names, because::in_case);
    r.at.expect(keyword::end_kw);
    made.last = static_cast<std::uint32_t>(r.at.position() - 1);
    return made;
}

}  // namespace cellseal
