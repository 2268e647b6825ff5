#include <algorithm>

#include "plugin/statements/characters.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/query.h"

namespace cellseal {
namespace {

void refuse_output(const output& column, std::size_t offset, const reason& why)
{
    const attribute* subject = column.sealed != nullptr ? column.sealed : column.companion_of;
    if (subject != nullptr) refuse(why, offset, subject->full_name());
}

/// ORDER BY looks among the result's own names first, also those that nobody wrote.
void refuse_sealed_name(const reading& r, const operand& term, const output_list& outputs)
{
    const token& word = r.at[term.path_first];
    const bool name_alone =
        term.path_first == term.path_last && (word.kind == token_kind::word || word.kind == token_kind::quoted);
    if (!name_alone || term.kind == operand_kind::literal || term.path_first == 0) return;
    const std::string_view text = r.at.text(word);
    const bool quoted = word.kind == token_kind::quoted;
    const name wanted{quoted ? text.substr(1, text.size() - 2) : text, quoted, term.path_first};
    for (const output& each : outputs.columns) {
        if (!each.called.empty() && r.same_name(wanted, each.called)) refuse_output(each, word.offset, because::sorted);
    }
}

void read_order(reading& r, const scope& names, const query& made)
{
    do {
        const operand term = read_expression(r, names);
        require_plain(r, term, because::sorted);
        refuse_sealed_position(r, term, *made.outputs, because::sorted);
        refuse_sealed_name(r, term, *made.outputs);
        if (r.at.is(keyword::using_kw)) r.at.not_understood();
        if (!r.at.take(keyword::asc_kw)) r.at.take(keyword::desc_kw);
        if (r.at.take(keyword::nulls_kw) && !r.at.take(keyword::first_kw)) r.at.expect(keyword::last_kw);
    } while (r.at.take(","));
}

/// LIMIT a [, b] [OFFSET c], OFFSET c [ROWS], FETCH FIRST n ROWS ONLY, ROWS a [TO b]
bool read_limit(reading& r, const scope& names)
{
    const auto count = [&] { require_plain(r, read_operand(r, names), because::in_expression); };
    if (r.at.take(keyword::limit_kw)) {
        if (!r.at.take(keyword::all_kw)) read_plain(r, names, because::in_expression);
        if (r.at.take(",")) read_plain(r, names, because::in_expression);
        return true;
    }
    if (r.at.take(keyword::offset_kw)) {
        read_plain(r, names, because::in_expression);
        if (!r.at.take(keyword::rows_kw)) r.at.take(keyword::row_kw);
        return true;
    }
    if (r.at.take(keyword::fetch_kw)) {
        if (!r.at.take(keyword::first_kw)) r.at.expect(keyword::next_kw);
        if (!r.at.is(keyword::row_kw) && !r.at.is(keyword::rows_kw)) count();
        if (!r.at.take(keyword::rows_kw)) r.at.expect(keyword::row_kw);
        if (r.at.take(keyword::with_kw))
            r.at.expect(keyword::ties_kw);
        else
            r.at.expect(keyword::only_kw);
        return true;
    }
    if (r.language.which == dialect::firebird && r.at.take(keyword::rows_kw)) {
        count();
        if (r.at.take(keyword::to_kw)) count();
        return true;
    }
    return false;
}

/// FOR UPDATE [OF t, …] [NOWAIT | SKIP LOCKED], LOCK IN SHARE MODE, WITH LOCK
bool read_locking(reading& r)
{
    if (r.language.which == dialect::firebird && r.at.take(keyword::with_kw, keyword::lock_kw)) return true;
    if (r.at.is(keyword::lock_kw)) {
        r.at.skip();
        r.at.expect(keyword::in_kw);
        r.at.expect(keyword::share_kw);
        r.at.expect(keyword::mode_kw);
        return true;
    }
    if (!r.at.take(keyword::for_kw)) return false;
    if (r.at.take(keyword::no_kw)) r.at.expect(keyword::key_kw);
    r.at.take(keyword::key_kw);
    if (!r.at.take(keyword::update_kw)) r.at.expect(keyword::share_kw);
    if (r.at.take(keyword::of_kw)) {
        do {
            take_name(r);
            while (r.at.take(".")) take_name_behind_dot(r);
        } while (r.at.take(","));
    }
    if (r.at.take(keyword::skip_kw))
        r.at.expect(keyword::locked_kw);
    else
        r.at.take(keyword::nowait_kw);
    return true;
}

/// PLAN SORT (JOIN (a INDEX (b), c NATURAL)): names of tables and indexes.
void pass_plan(reading& r)
{
    if (!r.at.take(keyword::plan_kw)) return;
    while (r.at.is(token_kind::word)) r.at.skip();
    if (!r.at.is("(")) r.at.not_understood();
    r.at.go(r.at.peek().partner + 1);
}

/// The number of a position: digits alone. Anything else that is a number could be one to some engine.
std::size_t position_of(std::string_view text) noexcept
{
    std::size_t number = 0;
    for (const char c : text) {
        if (!is_digit(c) || number > 1'000'000) return 0;
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    return number;
}

}  // namespace

void refuse_sealed_position(const reading& r, const operand& term, const output_list& outputs, const reason& why)
{
    const bool number = term.kind == operand_kind::literal;
    const bool bound = term.kind == operand_kind::parameter && r.language.parameter_is_text;
    if (!number && !bound) return;
    const std::size_t offset = r.offset_of(term.first);
    const bool alone = term.first == term.last && r.at[term.first].kind == token_kind::number;
    const std::size_t position = alone ? position_of(r.at.text(r.at[term.first])) : 0;
    if (position > 0 && position <= outputs.columns.size())
        return refuse_output(outputs.columns[position - 1], offset, why);
    for (const output& each : outputs.columns) refuse_output(each, offset, why);
}

void read_query_tail(reading& r, const scope& names, query& made)
{
    if (r.language.which == dialect::firebird) pass_plan(r);
    if (r.at.take(keyword::order_kw, keyword::by_kw)) read_order(r, names, made);
    while (true) {
        if (read_limit(r, names)) {
            made.limited = true;
        } else if (!read_locking(r)) {
            break;
        }
    }
    if (names.calls_functions) made.plain_rows = false;
    if (names.numbers_rows) made.limited = true;
}

}  // namespace cellseal
