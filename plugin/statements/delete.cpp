#include "plugin/statements/expression.h"
#include "plugin/statements/from_clause.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/statement.h"

namespace cellseal {
namespace {

/// DELETE a, b FROM …: the names are bindings of FROM.
void read_targets(reading& r, const scope& names, std::size_t from, std::size_t end)
{
    r.at.go(from);
    do {
        name target = take_name(r);
        while (r.at.take(".")) {
            if (!r.at.take("*")) target = take_name_behind_dot(r);
        }
        bool found = false;
        for (const binding& each : names.bindings) found = found || r.same_name(each.called, target);
        if (!found) refuse(because::not_understood, r.offset_of(target.at));
    } while (r.at.take(","));
    if (r.at.position() != end) r.at.not_understood();
}

/// DELETE [FROM] a, b {FROM | USING} joins WHERE …
void read_several(reading& r, scope& names, from_clause& tables)
{
    const std::size_t targets = r.at.position();
    while (!r.at.is(keyword::from_kw) && !r.at.is(keyword::using_kw)) {
        if (r.at.at_statement_end()) r.at.not_understood();
        r.at.skip();
    }
    const std::size_t end = r.at.position();
    r.at.skip();
    tables.read();
    tables.refuse_triggers();
    const std::size_t behind = r.at.position();
    read_targets(r, names, targets, end);
    r.at.go(behind);
    tables.read_conditions();
}

bool names_several(const reading& r) noexcept
{
    if (r.language.which != dialect::mysql) return false;
    for (std::size_t ahead = 0;; ++ahead) {
        if (r.at.is(keyword::from_kw, ahead) || r.at.is(keyword::using_kw, ahead)) return true;
        const bool name_like = r.at.is(token_kind::word, ahead) || r.at.is(token_kind::quoted, ahead);
        const bool part = name_like || r.at.is(".", ahead) || r.at.is(",", ahead) || r.at.is("*", ahead);
        if (!part || r.at.is(keyword::where_kw, ahead)) return false;
    }
}

}  // namespace

written read_delete(reading& r, const scope* outer)
{
    r.at.expect(keyword::delete_kw);
    while (r.at.take(keyword::low_priority_kw) || r.at.take(keyword::quick_kw) || r.at.take(keyword::ignore_kw)) {
    }
    scope& names = r.new_scope(outer);
    from_clause tables(r, names);
    const bool from_first = r.at.take(keyword::from_kw);
    if (names_several(r)) {
        read_several(r, names, tables);
    } else {
        if (!from_first) r.at.not_understood();
        tables.read_target(alias_form::free);
        if (r.language.which == dialect::postgres && r.at.take(keyword::using_kw)) tables.read();
        tables.read_conditions();
    }
    read_row_choice(r, names);
    written made;
    read_returning(r, names, made);
    return made;
}

}  // namespace cellseal
