#include "plugin/statements/expression.h"

#include "plugin/statements/comparison.h"
#include "plugin/statements/conjunction.h"
#include "plugin/statements/nesting.h"
#include "plugin/statements/operators.h"
#include "plugin/statements/query.h"
#include "plugin/statements/search.h"

namespace cellseal {
namespace {

operand plain_between(std::size_t first, std::size_t behind)
{
    operand made;
    made.first = static_cast<std::uint32_t>(first);
    made.last = static_cast<std::uint32_t>(behind - 1);
    return made;
}

/// What stands behind an operator is no condition of its own.
operand read_right(reading& r, const scope& names)
{
    const conjunction off(r, false);
    return read_operand(r, names);
}

void test_for_null_alone(const reading& r, const operand& left, bool fresh, std::size_t op)
{
    if (!fresh || at_operator(r)) return require_plain(r, left, because::not_an_equality);
    test_for_null(left, r.offset_of(op));
}

std::vector<operand> read_list(reading& r, const scope& names, std::size_t close)
{
    const conjunction off(r, false);
    std::vector<operand> list;
    while (r.at.position() < close) {
        list.push_back(read_expression(r, names));
        if (r.at.position() < close) r.at.expect(",");
    }
    r.at.go(close + 1);
    return list;
}

void read_in_query(reading& r, const scope& names, const operand& left, bool fresh, bool negated)
{
    if (left.kind == operand_kind::column && left.sealed != nullptr && fresh) {
        const std::size_t open = r.at.position() - 1;
        const query made = read_query(r, &names, query_use::compared);
        return compare_with_query(r, left, {*made.outputs, made.tables, open, r.at.position() - 1, negated});
    }
    require_plain(r, left, because::in_subselect);
    static_cast<void>(read_subselect(r, &names, query_use::compared));
}

void read_in_list(reading& r, const scope& names, operand& left, bool fresh, bool negated, std::size_t op)
{
    if (!r.at.is("(")) {
        require_plain(r, left, because::not_an_equality);
        return require_plain(r, read_right(r, names), because::not_an_equality);
    }
    const std::size_t close = r.at.peek().partner;
    const std::size_t open = r.at.position();
    r.at.skip();
    if (at_query(r)) {
        read_in_query(r, names, left, fresh, negated);
        if (r.at.position() != close) r.at.not_understood();
        r.at.skip();
        if (at_operator(r)) require_plain(r, left, because::not_an_equality);
        return;
    }
    const std::vector<operand> list = read_list(r, names, close);
    if (!fresh || at_operator(r)) {
        require_plain(r, left, because::not_an_equality);
        for (const operand& each : list) require_plain(r, each, because::not_an_equality);
        return;
    }
    compare_with_list(r, left, list, {.negated = negated, .first = op, .last = open - 1, .closing = close});
}

void read_between(reading& r, const scope& names, const operand& left)
{
    require_plain(r, left, because::not_an_equality);
    if (!r.at.take(keyword::symmetric_kw)) r.at.take(keyword::asymmetric_kw);
    for (int bound = 0; bound < 2; ++bound) {
        if (bound == 1) r.at.expect(keyword::and_kw);
        require_plain(r, read_right(r, names), because::not_an_equality);
        while (at_arithmetic(r)) {
            take_operator(r);
            require_plain(r, read_right(r, names), because::not_an_equality);
        }
    }
}

/// IS [NOT] NULL, and everything else that IS can ask.
void read_is(reading& r, const scope& names, const operand& left, bool fresh)
{
    const std::size_t op = r.at.position();
    r.at.expect(keyword::is_kw);
    r.at.take(keyword::not_kw);
    if (r.at.take(keyword::null_kw)) return test_for_null_alone(r, left, fresh, op);
    require_plain(r, left, because::not_an_equality);
    if (r.at.take(keyword::distinct_kw)) r.at.expect(keyword::from_kw);
    require_plain(r, read_right(r, names), because::not_an_equality);
}

void read_equality(reading& r, const scope& names, const operand& left, bool fresh)
{
    const std::size_t op = r.at.position();
    const bool negated = !r.at.is("=") && !r.at.is("==");
    r.at.skip();
    const operand right = read_right(r, names);
    if (!fresh || at_operator(r)) {
        require_plain(r, left, because::not_an_equality);
        return require_plain(r, right, because::not_an_equality);
    }
    compare(r, left, right, {.negated = negated, .first = op, .last = op, .closing = 0});
}

void read_behind_operand(reading& r, const scope& names, operand& left, bool fresh)
{
    const std::size_t op = r.at.position();
    if (r.at.is(keyword::is_kw)) return read_is(r, names, left, fresh);
    if (at_equality(r)) return read_equality(r, names, left, fresh);
    if (at_operator(r) && (r.at.take(keyword::isnull_kw) || r.at.take(keyword::notnull_kw)))
        return test_for_null_alone(r, left, fresh, op);
    if (r.language.which == dialect::mysql && r.at.is("<=>") && r.at.is(keyword::null_kw, 1)) {
        r.at.skip(2);
        return test_for_null_alone(r, left, fresh, op);
    }
    const bool negated = r.at.take(keyword::not_kw);
    if (r.at.take(keyword::in_kw)) return read_in_list(r, names, left, fresh, negated, op);
    if (r.at.take(keyword::between_kw)) return read_between(r, names, left);
    if (r.at.take(keyword::null_kw)) return test_for_null_alone(r, left, fresh, op);
    take_operator(r);
    require_plain(r, left, because::not_an_equality);
    require_plain(r, read_right(r, names), because::not_an_equality);
}

/// Everything between two of AND, OR and NOT. A protected column is only ever one side of one comparison here: then it
/// does not matter how tightly the operators of a dialect bind.
operand read_predicate(reading& r, const scope& names)
{
    const std::size_t first = r.at.position();
    const reading::mark before = r.here();
    operand left = read_operand(r, names);
    if (at_operator(r)) search_alone_since(r, before);
    for (bool fresh = true; at_operator(r); fresh = false) {
        read_behind_operand(r, names, left, fresh);
        left = plain_between(first, r.at.position());
    }
    return left;
}

operand read_not(reading& r, const scope& names)
{
    const nesting level(r);
    if (!r.at.is(keyword::not_kw)) return read_predicate(r, names);
    const std::size_t first = r.at.position();
    while (r.at.take(keyword::not_kw)) {
    }
    const conjunction off(r, false);
    require_plain(r, read_predicate(r, names), because::bare_condition);
    return plain_between(first, r.at.position());
}

operand read_and(reading& r, const scope& names)
{
    const std::size_t first = r.at.position();
    operand left = read_not(r, names);
    while (r.at.is(keyword::and_kw) || (r.at.is("&&") && r.language.which == dialect::mysql)) {
        r.at.skip();
        require_plain(r, left, because::bare_condition);
        require_plain(r, read_not(r, names), because::bare_condition);
        left = plain_between(first, r.at.position());
    }
    return left;
}

}  // namespace

operand read_expression(reading& r, const scope& names)
{
    const nesting level(r);
    const std::size_t first = r.at.position();
    const reading::mark before = r.here();
    reading::mark conjuncts = before;  // Those before it are none any more.
    operand left = read_and(r, names);
    while (r.at.is(keyword::or_kw) || r.at.is(keyword::xor_kw)) {
        // What stands under one OR is found together or not at all; XOR tells unknown from false.
        const auto search_since = r.at.is(keyword::or_kw) ? search_postponed_since : search_alone_since;
        r.at.skip();
        require_plain(r, left, because::bare_condition);
        search_since(r, before);
        require_plain(r, read_and(r, names), because::bare_condition);
        search_since(r, before);
        left = plain_between(first, r.at.position());
        r.no_conjuncts_since(conjuncts);
        conjuncts = r.here();
    }
    return left;
}

void require_plain(const reading& r, const operand& what, const reason& why)
{
    if (!what.is_protected()) return;
    refuse(why, r.offset_of(what.first), what.subject()->full_name());
}

void read_plain(reading& r, const scope& names, const reason& why)
{
    const conjunction off(r, false);
    require_plain(r, read_expression(r, names), why);
}

void read_condition(reading& r, const scope& names, bool conjunct)
{
    const conjunction now(r, conjunct, &names);
    const reading::mark before = r.here();
    require_plain(r, read_expression(r, names), because::bare_condition);
    search_postponed_since(r, before);
    r.filtering.resize(before.filtering);
}

}  // namespace cellseal
