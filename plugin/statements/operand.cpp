#include "plugin/statements/operand.h"

#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/nesting.h"
#include "plugin/statements/search.h"

namespace cellseal {
namespace {

bool at_prefix(const reading& r) noexcept
{
    if (r.at.is(keyword::binary_kw) && r.language.which == dialect::mysql) return true;
    if (r.at.is(token_kind::symbol))
        return !r.at.is("(") && !r.at.is(")") && !r.at.is(",") && !r.at.is(";") && !r.at.is("*");
    return r.at.is(keyword::not_kw);
}

void keep_plain(operand& what) noexcept
{
    what.kind = operand_kind::plain;
    what.sealed = nullptr;
    what.companion_of = nullptr;
    what.from = nullptr;
    what.parts.clear();
}

/// x::type
void read_double_colon_cast(reading& r, operand& what)
{
    const std::size_t offset = r.at.offset();
    r.at.expect("::");
    const bool whole = take_type_that_keeps(r);
    if (what.is_protected()) refuse(because::cast_of_column, offset, what.subject()->full_name());
    if (what.kind == operand_kind::parameter && !whole) what.kind = operand_kind::cast_parameter;
    if (what.kind == operand_kind::column) keep_plain(what);
}

/// x[1], (row).field
void read_part(reading& r, const scope& names, operand& what)
{
    require_plain(r, what, because::in_expression);
    if (r.at.take(".")) {
        if (!r.at.take("*")) take_name_behind_dot(r);
    } else {
        read_subscript(r, names);
    }
    keep_plain(what);
}

/// What stands behind an operand: casts, parts, a collation.
void read_suffixes(reading& r, const scope& names, operand& what)
{
    while (true) {
        if (r.at.is("::")) {
            read_double_colon_cast(r, what);
        } else if (r.at.is("[") || r.at.is(".")) {
            read_part(r, names, what);
        } else if (r.at.take(keyword::collate_kw)) {
            require_plain(r, what, because::in_expression);
            take_name(r, true);
            while (r.at.take(".")) take_name_behind_dot(r);
            keep_plain(what);
        } else {
            return;
        }
        what.last = static_cast<std::uint32_t>(r.at.position() - 1);
    }
}

}  // namespace

void read_subscript(reading& r, const scope& names)
{
    r.at.expect("[");
    while (!r.at.take("]")) {
        // x[1:2] is a slice to PostgreSQL; SOCI would bind a parameter named 2.
        if (r.at.is(":") || r.at.is(token_kind::parameter)) refuse(because::colon_in_subscript, r.at.offset());
        read_plain(r, names, because::in_expression);
    }
}

operand read_operand(reading& r, const scope& names)
{
    const nesting level(r);
    const std::size_t first = r.at.position();
    const reading::mark before = r.here();
    bool prefixed = false;
    for (; at_prefix(r); prefixed = true) {
        if (r.at.is(keyword::not_kw)) {  // SQLite: a = NOT b
            const conjunction off(r, false);
            require_plain(r, read_expression(r, names), because::in_expression);
            operand made;
            made.first = static_cast<std::uint32_t>(first);
            made.last = static_cast<std::uint32_t>(r.at.position() - 1);
            return made;
        }
        // To PostgreSQL it is an operator, but never one in front of a value.
        if (r.at.is("?")) refuse(because::foreign_placeholder, r.at.offset());
        r.at.skip();
    }
    operand what = read_primary(r, names);
    const std::size_t behind = r.at.position();
    read_suffixes(r, names, what);
    if (prefixed) {
        require_plain(r, what, because::in_expression);
        // A signed number is a literal still: ORDER BY +2 is a position.
        if (what.kind != operand_kind::literal) keep_plain(what);
        what.first = static_cast<std::uint32_t>(first);
    }
    if (prefixed || r.at.position() != behind) search_alone_since(r, before);
    return what;
}

}  // namespace cellseal
