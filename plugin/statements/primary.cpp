#include "plugin/statements/characters.h"
#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/query.h"
#include "plugin/statements/resolve.h"
#include "plugin/statements/search.h"
#include "plugin/statements/sequence.h"
#include "plugin/statements/upsert.h"

namespace cellseal {
namespace {

operand one_token(reading& r, operand_kind kind)
{
    operand made;
    made.kind = kind;
    made.first = made.last = static_cast<std::uint32_t>(r.at.position());
    r.at.skip();
    return made;
}

operand read_parameter(reading& r)
{
    operand made = one_token(r, operand_kind::parameter);
    made.occurrence = r.at[made.first].partner;
    r.used[made.occurrence] = true;
    return made;
}

operand read_literal(reading& r)
{
    operand made = one_token(r, operand_kind::literal);
    while (r.at.is(token_kind::string)) made.last = static_cast<std::uint32_t>(r.at.position()), r.at.skip();
    return made;
}

operand read_row(reading& r, const scope& names, std::size_t close)
{
    operand row;
    row.kind = operand_kind::row;
    while (r.at.position() < close) {
        row.parts.push_back(read_expression(r, names));
        if (r.at.position() < close) r.at.expect(",");
    }
    return row;
}

/// ( query ), ( expression ) or ( expression, … )
operand read_parenthesis(reading& r, const scope& names)
{
    const auto open = static_cast<std::uint32_t>(r.at.position());
    const std::uint32_t close = r.at.peek().partner;
    r.at.expect("(");
    operand what;
    if (at_query(r)) {
        what = read_subselect(r, &names, query_use::scalar);
    } else {
        const reading::mark before = r.here();
        what = read_row(r, names, close);
        if (what.parts.size() == 1) {
            what = operand(what.parts.front());
        } else {
            search_alone_since(r, before);
        }
    }
    if (r.at.position() != close) r.at.not_understood();
    r.at.go(close + 1);
    what.first = open;
    what.last = close;
    const bool subselect =
        what.kind == operand_kind::column && what.column == nullptr && what.path_last != what.path_first;
    if (subselect) what.path_first = open, what.path_last = close;
    return what;
}

operand read_exists(reading& r, const scope& names)
{
    operand made = one_token(r, operand_kind::plain);
    const std::uint32_t close = r.at.peek().partner;
    r.at.expect("(");
    const conjunction off(r, false);
    read_subselect(r, &names, query_use::exists);
    if (r.at.position() != close) r.at.not_understood();
    r.at.go(close + 1);
    made.last = close;
    return made;
}

operand read_path(reading& r, const scope& names)
{
    std::vector<name> path;
    path.push_back(take_name(r, true));
    while (r.at.is(".")) {
        r.at.skip();
        if (r.at.is("*")) {
            // t.* as a value: the whole row. Fine only where nothing protected is in it.
            const auto star = static_cast<std::uint32_t>(r.at.position());
            if (could_be_protected(r, names, path.back())) {
                refuse(because::whole_row, r.offset_of(path.front().at), path.back().text);
            }
            r.at.skip();
            operand made;
            made.first = path.front().at;
            made.last = star;
            return made;
        }
        path.push_back(take_name_behind_dot(r));
    }
    if (r.at.is("(")) return read_function(r, names, path.back());
    return resolve(r, names, path);
}

/// DATE '…', TIMESTAMP '…', _utf8'…'. Elsewhere a string behind a word is its alias.
bool at_typed_literal(const reading& r) noexcept
{
    if (r.language.which == dialect::sqlite || !r.at.is(token_kind::word) || !r.at.is(token_kind::string, 1))
        return false;
    const std::string_view word = r.at.text(r.at.peek());
    if (word.front() == '_') return r.language.which != dialect::postgres;
    for (const std::string_view type : {"date", "time", "timestamp", "timestamptz"}) {
        if (equal_in_any_case(type, word)) return true;
    }
    return false;
}

operand read_interval(reading& r, const scope& names)
{
    operand made = one_token(r, operand_kind::plain);
    read_plain(r, names, because::in_expression);
    while (r.at.is(token_kind::word) && !ends_alias(r.at.peek().word)) r.at.skip();
    made.last = static_cast<std::uint32_t>(r.at.position() - 1);
    return made;
}

operand read_array(reading& r, const scope& names)
{
    operand made = one_token(r, operand_kind::plain);
    r.at.expect("[");
    while (!r.at.take("]")) {
        if (!r.at.take(",")) read_plain(r, names, because::in_expression);
    }
    made.last = static_cast<std::uint32_t>(r.at.position() - 1);
    return made;
}

operand read_call(reading& r, const scope& names)
{
    const name called{r.at.text(r.at.peek()), false, static_cast<std::uint32_t>(r.at.position())};
    r.at.skip();
    return read_function(r, names, called);
}

/// LEFT(…), REPLACE(…), VALUES(…): keywords that are called like functions.
bool also_names_a_function(keyword word) noexcept
{
    switch (word) {
        case keyword::left_kw:
        case keyword::right_kw:
        case keyword::replace_kw:
        case keyword::insert_kw:
        case keyword::values_kw:
        case keyword::value_kw:
        case keyword::any_kw:
        case keyword::all_kw:
        case keyword::some_kw: return true;
        default: return false;
    }
}

operand read_word(reading& r, const scope& names)
{
    if (at_sequence(r)) return read_sequence(r);
    const bool called = r.at.is("(", 1);
    const keyword word = r.at.peek().word;
    switch (word) {
        case keyword::null_kw: return one_token(r, operand_kind::null);
        case keyword::default_kw: return called ? read_call(r, names) : one_token(r, operand_kind::default_value);
        case keyword::case_kw: return read_case(r, names);
        case keyword::exists_kw: return read_exists(r, names);
        case keyword::true_kw:
        case keyword::false_kw:
        case keyword::unknown_kw:
        case keyword::current_date_kw:
        case keyword::current_time_kw:
        case keyword::current_timestamp_kw:
            if (!called && !r.at.is(".", 1)) return one_token(r, operand_kind::literal);
            break;
        case keyword::cast_kw:
            if (called) return read_cast(r, names);
            break;
        case keyword::interval_kw:
            if (!called && !r.at.is(".", 1)) return read_interval(r, names);
            break;
        case keyword::array_kw:
            if (r.at.is("[", 1)) return read_array(r, names);
            break;
        case keyword::row_kw:
            if (called) return r.at.skip(), read_parenthesis(r, names);
            break;
        default: break;
    }
    if (!called || !also_names_a_function(word)) return read_path(r, names);
    const bool proposed = names.proposed != nullptr && (word == keyword::values_kw || word == keyword::value_kw);
    return proposed ? read_proposed(r, names) : read_call(r, names);
}

}  // namespace

operand read_primary(reading& r, const scope& names)
{
    switch (r.at.peek().kind) {
        case token_kind::parameter: return read_parameter(r);
        case token_kind::foreign_parameter: refuse(because::foreign_placeholder, r.at.offset());
        case token_kind::number: return one_token(r, operand_kind::literal);
        case token_kind::variable: return one_token(r, operand_kind::plain);
        case token_kind::string:
            if (r.at.is(".", 1) && at_name(r, true)) return read_path(r, names);
            return read_literal(r);
        case token_kind::quoted: return read_path(r, names);
        case token_kind::word:
            if (at_typed_literal(r) && !r.at.is(keyword::interval_kw)) {
                operand made = one_token(r, operand_kind::literal);
                made.last = static_cast<std::uint32_t>(r.at.position());
                r.at.skip();
                return made;
            }
            return read_word(r, names);
        default:
            if (r.at.is("(")) return read_parenthesis(r, names);
            r.at.not_understood();
    }
}

}  // namespace cellseal
