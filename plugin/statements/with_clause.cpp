#include <utility>

#include "plugin/statements/identifier.h"
#include "plugin/statements/projected_companion.h"
#include "plugin/statements/query.h"
#include "plugin/statements/statement.h"

namespace cellseal {

std::vector<name> take_column_names(reading& r)
{
    std::vector<name> taken;
    if (!r.at.take("(")) return taken;
    do {
        taken.push_back(take_name(r, true));
        // PostgreSQL's column definitions behind a function: f() AS t(a int, b text)
        while (!r.at.is(",") && !r.at.is(")") && !r.at.at_end()) r.at.skip();
    } while (r.at.take(","));
    r.at.expect(")");
    return taken;
}

const relation& derive(reading& r, const output_list& outputs, const std::vector<name>& renamed, std::size_t offset,
                       projection* through)
{
    relation made;
    made.through = through;
    made.complete = outputs.complete;
    for (std::size_t i = 0; i < outputs.columns.size(); ++i) {
        const output& from = outputs.columns[i];
        relation_column column{.called = from.called, .sealed = from.sealed, .companion_of = from.companion_of};
        if (i < renamed.size()) column.called = renamed[i];
        if (column.called.empty()) made.complete = false;
        made.add(column);
    }
    if (renamed.empty()) note_companions(r, outputs, made);
    if (made.guarded && renamed.size() > outputs.columns.size()) refuse(because::columns_unknown, offset);
    for (relation_column& each : made.columns) {
        for (const relation_column& other : made.columns) {
            const bool twin = &each != &other && !each.called.empty() && !other.called.empty() &&
                              r.same_name(each.called, other.called);
            each.doubtful = each.doubtful || (twin && made.guarded);
        }
    }
    return r.relations.emplace_back(std::move(made));
}

with_clause::with_clause(reading& r, const scope* outer) : of_(r)
{
    tables_.outer = r.with;
    r.with = &tables_;
    if (!r.at.take(keyword::with_kw)) return;
    tables_.later_ones_count = r.at.take(keyword::recursive_kw) || r.language.cte_sees_later_ctes;
    // Names first: where a later one can be meant, it must be known to be one.
    for (std::size_t i = r.at.position();;) {
        const std::size_t start = r.at.position();
        r.at.go(i);
        tables_.entries.push_back({take_name(r, true), nullptr, {}});
        if (r.at.is("(")) r.at.go(r.at.peek().partner + 1);
        r.at.expect(keyword::as_kw);
        r.at.take(keyword::not_kw);
        r.at.take(keyword::materialized_kw);
        if (!r.at.is("(")) r.at.not_understood();
        r.at.go(r.at.peek().partner + 1);
        const bool more = r.at.take(",");
        i = r.at.position();
        r.at.go(start);
        if (!more) break;
    }
    for (common_table& each : tables_.entries) {
        read_one(outer, each);
        r.at.take(",");
    }
}

void with_clause::read_one(const scope* outer, common_table& entry)
{
    reading& r = of_;
    take_name(r, true);
    entry.columns = take_column_names(r);
    r.at.expect(keyword::as_kw);
    r.at.take(keyword::not_kw);
    r.at.take(keyword::materialized_kw);
    const std::size_t close = r.at.peek().partner;
    r.at.expect("(");
    const std::size_t offset = r.at.offset();
    r.recursive = tables_.later_ones_count ? &entry : nullptr;
    const bool looked_up_again = r.language.which == dialect::sqlite || !r.language.engine_known;
    const bool before = std::exchange(r.in_common_table, true);
    const query made = read_common_table_body(r, looked_up_again ? nullptr : outer);
    r.in_common_table = before;
    r.recursive = nullptr;
    entry.what = &derive(r, *made.outputs, entry.columns, offset, projection_of(r, made, entry.columns));
    if (r.at.position() != close) r.at.not_understood();
    r.at.skip();
    if (r.at.is(keyword::search_kw) || r.at.is(keyword::cycle_kw)) r.at.not_understood();
}

}  // namespace cellseal
