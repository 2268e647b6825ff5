#include "plugin/statements/statement.h"

#include "plugin/statements/conjunction.h"
#include "plugin/statements/result_columns.h"

namespace cellseal {
namespace {

bool at_writing(const reading& r) noexcept
{
    return r.at.is(keyword::insert_kw) || r.at.is(keyword::replace_kw) || r.at.is(keyword::update_kw) ||
           r.at.is(keyword::delete_kw) || r.at.is(keyword::merge_kw);
}

written read_writing(reading& r, const scope* outer)
{
    const bool or_insert =
        r.language.which == dialect::firebird && r.at.is(keyword::or_kw, 1) && r.at.is(keyword::insert_kw, 2);
    const bool merges = r.at.is(keyword::merge_kw);
    r.changes_rows = (r.at.is(keyword::update_kw) && !or_insert) || r.at.is(keyword::delete_kw) || merges;
    if (merges) return read_merge(r, outer);
    if (r.at.is(keyword::update_kw) && !or_insert) return read_update(r, outer);
    if (r.at.is(keyword::delete_kw)) return read_delete(r, outer);
    return read_insert(r, outer);
}

}  // namespace

query read_common_table_body(reading& r, const scope* outer)
{
    if (!at_writing(r)) return read_query(r, outer, query_use::derived);
    if (r.language.which != dialect::postgres) r.at.not_understood();
    r.recursive = nullptr;
    const conjunction off(r, false);
    const written made = read_writing(r, outer);
    query rows;
    rows.outputs = made.returned != nullptr ? made.returned : &r.output_lists.emplace_back();
    return rows;
}

void read_statement(reading& r, statement_plan& plan)
{
    const bool explained = take_explain(r);
    if (!explained && at_definition(r)) {
        read_definition(r);
        return refuse_lossy_searches(r);
    }
    const with_clause with(r, nullptr);
    if (at_writing(r)) {
        const written made = read_writing(r, nullptr);
        if (made.returned == nullptr || explained) return refuse_lossy_searches(r);
        return describe_result(r, {made.returned, made.tables, made.list_end, true, false, false}, plan);
    }
    if (!at_query(r)) r.at.not_understood();
    const query made = read_query(r, nullptr, query_use::result);
    if (explained) return;
    describe_result(r, {made.outputs, made.tables, made.list_end, made.plain_rows, made.limited, true}, plan);
}

}  // namespace cellseal
