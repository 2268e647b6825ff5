#include "plugin/statements/characters.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/from_clause.h"
#include "plugin/statements/insert.h"
#include "plugin/statements/statement.h"

namespace cellseal {
namespace {

bool take_word(reading& r, std::string_view word)
{
    const bool here = r.at.is(token_kind::word) && equal_in_any_case(r.at.text(r.at.peek()), word);
    if (here) r.at.skip();
    return here;
}

/// INSERT [(a, b)] VALUES (…): no other source, for the row comes from USING.
void read_inserted(reading& r, const scope& names, const binding& target)
{
    insert_reader reader(r, names, target);
    reader.read_columns();
    if (r.at.take(keyword::overriding_kw)) {
        r.at.skip();
        r.at.expect(keyword::value_kw);
    }
    if (!r.at.is(keyword::values_kw) && !r.at.is(keyword::default_kw)) r.at.not_understood();
    reader.read_source(names.outer);
}

void read_updated(reading& r, const scope& names, const binding& target)
{
    r.at.expect(keyword::set_kw);
    std::vector<bound_write> bound;
    read_assignments(r, names, &target, bound);
    find_keys_in_where(r, bound);  // Which row it is, ON says, not one parameter of each key column.
}

/// WHEN [NOT] MATCHED [AND condition] THEN UPDATE … | DELETE | INSERT … | DO NOTHING
void read_branch(reading& r, scope& names, const binding& target)
{
    r.at.expect(keyword::when_kw);
    r.at.take(keyword::not_kw);
    if (!take_word(r, "matched")) r.at.not_understood();
    if (r.at.take(keyword::and_kw)) read_condition(r, names, false);
    r.at.expect(keyword::then_kw);
    if (r.at.take(keyword::update_kw)) return read_updated(r, names, target);
    if (r.at.take(keyword::insert_kw)) return read_inserted(r, names, target);
    if (r.at.take(keyword::delete_kw) || r.at.take(keyword::do_kw, keyword::nothing_kw)) return;
    r.at.not_understood();
}

}  // namespace

/// MERGE INTO target USING source ON condition WHEN … ; what RETURNING would give behind it differs.
written read_merge(reading& r, const scope* outer)
{
    r.at.expect(keyword::merge_kw);
    r.at.expect(keyword::into_kw);
    scope& names = r.new_scope(outer);
    from_clause tables(r, names);
    const binding& target = tables.read_target(alias_form::free);
    r.at.expect(keyword::using_kw);
    tables.read();
    tables.read_conditions();
    r.at.expect(keyword::on_kw);
    read_condition(r, names, false);
    do read_branch(r, names, target);
    while (r.at.is(keyword::when_kw));
    return {};
}

}  // namespace cellseal
