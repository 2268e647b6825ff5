#include "plugin/statements/assignment.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/from_clause.h"
#include "plugin/statements/statement.h"

namespace cellseal {
namespace {

void take_update_head(reading& r)
{
    r.at.expect(keyword::update_kw);
    if (r.at.take(keyword::or_kw)) r.at.skip();  // SQLite: OR IGNORE, OR REPLACE, …
    while (r.at.take(keyword::low_priority_kw) || r.at.take(keyword::ignore_kw)) {
    }
}

/// Behind SET: the token that ends the assignments.
std::size_t end_of_assignments(const reading& r) noexcept
{
    for (std::size_t i = r.at.position();; ++i) {
        const token& here = r.at[i];
        if (here.kind == token_kind::end) return i;
        if (here.kind == token_kind::symbol && (here.symbol == mark(";") || here.symbol == mark(")"))) return i;
        if (here.kind == token_kind::symbol && here.symbol == mark("(")) i = here.partner;
        const bool named = here.kind == token_kind::word && r.at[i - 1].symbol == mark(".");
        if (named) continue;
        if (here.word == keyword::from_kw && r.at[i - 1].word != keyword::distinct_kw) return i;
        if (here.word == keyword::where_kw || here.word == keyword::returning_kw || here.word == keyword::order_kw ||
            here.word == keyword::limit_kw) {
            return i;
        }
    }
}

}  // namespace

/// WHERE … ORDER BY … LIMIT … of UPDATE and DELETE.
void read_row_choice(reading& r, scope& names)
{
    if (r.at.take(keyword::where_kw)) {
        if (r.at.is(keyword::current_kw) && r.at.is(keyword::of_kw, 1)) r.at.not_understood();
        read_condition(r, names, true);
    }
    query none;
    none.outputs = &r.output_lists.emplace_back();
    read_query_tail(r, names, none);
}

written read_update(reading& r, const scope* outer)
{
    take_update_head(r);
    scope& names = r.new_scope(outer);
    from_clause tables(r, names);
    const bool several = r.language.which == dialect::mysql;
    if (several)
        tables.read(), tables.refuse_triggers();
    else
        tables.read_target(alias_form::free);
    const binding* only = names.bindings.size() == 1 || !several ? &names.bindings.front() : nullptr;
    r.at.expect(keyword::set_kw);
    const std::size_t assignments = r.at.position();
    const std::size_t end = end_of_assignments(r);
    r.at.go(end);
    if (!several && r.at.take(keyword::from_kw)) tables.read();
    const std::size_t behind = r.at.position();

    tables.read_conditions();
    r.at.go(assignments);
    std::vector<bound_write> bound;
    read_assignments(r, names, only, bound);
    if (r.at.position() != end) r.at.not_understood();
    r.at.go(behind);
    read_row_choice(r, names);
    find_keys_in_where(r, bound);
    written made;
    read_returning(r, names, made);
    return made;
}

}  // namespace cellseal
