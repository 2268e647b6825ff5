#include <algorithm>

#include "plugin/statements/characters.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/from_clause.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/query.h"
#include "plugin/statements/row_keys.h"

namespace cellseal {
namespace {

struct select_head {
    bool distinct = false;
    std::vector<std::pair<std::size_t, std::size_t>>
        distinct_on;  ///< Tokens of DISTINCT ON (…), read when tables are known.
    bool limited = false;
};

/// DISTINCT, ALL, FIRST n SKIP m, and MySQL's modifiers.
select_head read_head(reading& r, const scope& names)
{
    select_head head;
    while (true) {
        if (r.at.take(keyword::distinct_kw) || r.at.take(keyword::distinctrow_kw)) {
            head.distinct = true;
            if (!r.at.is(keyword::on_kw)) continue;
            r.at.skip();
            if (!r.at.is("(")) r.at.not_understood();
            head.distinct = false;
            head.limited = true;
            head.distinct_on.emplace_back(r.at.position(), r.at.peek().partner);
            r.at.go(r.at.peek().partner + 1);
        } else if (r.at.take(keyword::all_kw) || (r.language.which == dialect::mysql && take_mysql_modifier(r))) {
            continue;
        } else if (r.language.which == dialect::firebird && (r.at.is(keyword::first_kw) || r.at.is(keyword::skip_kw))) {
            const bool counted = r.at.is(token_kind::number, 1) || r.at.is(token_kind::parameter, 1) || r.at.is("(", 1);
            if (!counted) return head;
            r.at.skip();
            require_plain(r, read_primary(r, names), because::in_expression);
            head.limited = true;
        } else {
            return head;
        }
    }
}

bool ends_select_list(const reading& r, std::size_t index) noexcept
{
    switch (r.at[index].word) {
        case keyword::where_kw:
        case keyword::group_kw:
        case keyword::having_kw:
        case keyword::window_kw:
        case keyword::order_kw:
        case keyword::limit_kw:
        case keyword::union_kw:
        case keyword::intersect_kw:
        case keyword::except_kw:
        case keyword::into_kw:
        case keyword::fetch_kw:
        case keyword::offset_kw:
        case keyword::for_kw:
        case keyword::returning_kw:
        case keyword::on_kw: return true;
        default: return false;
    }
}

/// The FROM of the select list that starts here, or the token behind the list if it has none.
std::size_t find_from(const reading& r) noexcept
{
    for (std::size_t i = r.at.position();; ++i) {
        const token& here = r.at[i];
        if (here.kind == token_kind::end) return i;
        if (here.kind == token_kind::symbol && (here.symbol == mark(")") || here.symbol == mark(";"))) return i;
        if (here.kind == token_kind::symbol && here.symbol == mark("(")) i = here.partner;
        if (here.kind != token_kind::word || here.word == keyword::none) continue;
        const bool named = i > 0 && (r.at[i - 1].word == keyword::as_kw || r.at[i - 1].symbol == mark(".") ||
                                     r.at[i - 1].word == keyword::within_kw);  // WITHIN GROUP (…)
        if (named) continue;
        const bool distinct_from = i > 0 && r.at[i - 1].word == keyword::distinct_kw && here.word == keyword::from_kw;
        if (here.word == keyword::from_kw && !distinct_from) return i;
        if (ends_select_list(r, i)) return i;
    }
}

bool at_grouping_sets(const reading& r) noexcept
{
    const auto is = [&](std::string_view word, std::size_t ahead) {
        return r.at.is(token_kind::word, ahead) && equal_in_any_case(r.at.text(r.at.peek(ahead)), word);
    };
    if (is("grouping", 0) && is("sets", 1)) return r.at.is("(", 2);
    return (is("rollup", 0) || is("cube", 0)) && r.at.is("(", 1);
}

/// ROLLUP (…), CUBE (…), GROUPING SETS (…): lists in lists. Not every row is grouped by all of them, key or not.
void read_grouping_sets(reading& r, const scope& names, const query& made)
{
    while (!r.at.is("(")) r.at.skip();
    const std::size_t close = r.at.peek().partner;
    r.at.skip();
    while (r.at.position() < close) {
        if (at_grouping_sets(r)) {
            read_grouping_sets(r, names, made);
        } else if (r.at.is("(") || r.at.is(")") || r.at.is(",")) {
            r.at.skip();
        } else {
            const operand term = read_expression(r, names);
            refuse_sealed_position(r, term, *made.outputs, because::grouped);
            require_plain(r, term, because::grouped);
        }
    }
    r.at.go(close + 1);
}

/// One term; PostgreSQL takes those in parentheses for several, and numbers there for positions, too.
void read_grouping_term(reading& r, const scope& names, const query& made, std::vector<operand>& terms)
{
    if (at_grouping_sets(r)) return read_grouping_sets(r, names, made);
    const operand term = read_expression(r, names);
    const std::vector<operand> parts = term.kind == operand_kind::row ? term.parts : std::vector<operand>{term};
    for (const operand& each : parts) {
        refuse_sealed_position(r, each, *made.outputs, because::grouped);
        terms.push_back(each);
    }
}

void read_grouping(reading& r, const scope& names, query& made)
{
    made.plain_rows = false;
    std::vector<operand> terms;
    do read_grouping_term(r, names, made, terms);
    while (r.at.take(","));
    row_keys keys(r);
    for (const operand& each : terms) keys.note({each.from, nullptr}, each.column);
    for (const operand& each : terms) {
        const bool by_row = each.kind == operand_kind::column && keys.whole({each.from, nullptr});
        if (!by_row) require_plain(r, each, because::grouped);
    }
    if (r.at.take(keyword::with_kw)) r.at.skip();  // WITH ROLLUP
}

void read_windows(reading& r, const scope& names)
{
    do {
        take_name(r);
        r.at.expect(keyword::as_kw);
        if (!r.at.is("(")) r.at.not_understood();
        read_window_definition(r, names);
    } while (r.at.take(","));
}

void refuse_sealed_outputs(const reading& r, const output_list& outputs, const reason& why)
{
    row_keys keys(r);
    for (const output& each : outputs.columns) keys.note({each.from, nullptr}, each.column);
    for (const output& each : outputs.columns) {
        const attribute* subject = each.sealed != nullptr ? each.sealed : each.companion_of;
        if (subject == nullptr || keys.whole({each.from, nullptr})) continue;
        refuse(why, r.offset_of(each.first), subject->full_name());
    }
}

/// WHERE, GROUP BY, HAVING, WINDOW
void read_filters(reading& r, scope& names, query& made)
{
    if (r.at.take(keyword::where_kw)) read_condition(r, names, true);
    names.aliases_win = true;
    if (r.at.take(keyword::group_kw, keyword::by_kw)) read_grouping(r, names, made);
    if (r.at.take(keyword::having_kw)) {
        made.plain_rows = false;
        names.reads_having = true;
        read_condition(r, names, false);
        names.reads_having = false;
    }
    if (r.at.take(keyword::window_kw)) read_windows(r, names);
}

}  // namespace

void read_select(reading& r, const scope* outer, query_use use, query& made)
{
    r.at.expect(keyword::select_kw);
    scope& names = r.new_scope(outer);
    const select_head head = read_head(r, names);
    const std::size_t list = r.at.position();
    const std::size_t from = find_from(r);
    r.at.go(from);
    if (r.at.is(keyword::into_kw)) refuse(because::select_into, r.at.offset());
    from_clause tables(r, names);
    if (r.at.take(keyword::from_kw)) tables.read();
    const std::size_t behind_from = r.at.position();

    made.outputs = &r.output_lists.emplace_back();
    made.tables = &names;
    made.plain_rows = true;
    r.at.go(list);
    read_select_list(r, names, *made.outputs, use, from);
    made.list_end = from - 1;
    names.outputs = made.outputs;
    for (const auto& [open, close] : head.distinct_on) {
        r.at.go(open + 1);
        do read_plain(r, names, because::distinct_values);
        while (r.at.take(","));
        if (r.at.position() != close) r.at.not_understood();
    }
    tables.read_conditions();
    r.at.go(behind_from);
    if (r.at.is(keyword::into_kw)) refuse(because::select_into, r.at.offset());
    read_filters(r, names, made);
    made.limited = head.limited;
    if (head.distinct || names.calls_functions) made.plain_rows = false;
    if (head.distinct && use != query_use::exists) refuse_sealed_outputs(r, *made.outputs, because::distinct_values);
}

void read_whole_table(reading& r, const scope* outer, query& made)
{
    const auto token = static_cast<std::uint32_t>(r.at.position());
    r.at.expect(keyword::table_kw);
    scope& names = r.new_scope(outer);
    from_clause(r, names).read();
    made.outputs = &r.output_lists.emplace_back();
    expand_star(r, names, *made.outputs, token);
}

void read_values_query(reading& r, const scope* outer, query& made)
{
    r.at.expect(keyword::values_kw);
    made.outputs = &r.output_lists.emplace_back();
    scope& names = r.new_scope(outer);
    do {
        const std::size_t close = r.at.peek().partner;
        r.at.expect("(");
        std::size_t index = 0;
        while (r.at.position() < close) {
            const auto first = static_cast<std::uint32_t>(r.at.position());
            read_plain(r, names, because::copied);
            if (index == made.outputs->columns.size()) made.outputs->columns.push_back({.first = first, .last = first});
            ++index;
            if (r.at.position() < close) r.at.expect(",");
        }
        r.at.go(close + 1);
    } while (r.at.take(","));
}

}  // namespace cellseal
