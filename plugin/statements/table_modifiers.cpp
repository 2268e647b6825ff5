#include "plugin/statements/expression.h"
#include "plugin/statements/from_clause.h"
#include "plugin/statements/identifier.h"

namespace cellseal {

bool take_mysql_modifier(reading& r)
{
    for (const keyword word : {keyword::high_priority_kw, keyword::straight_join_kw, keyword::sql_calc_found_rows_kw,
                               keyword::sql_no_cache_kw, keyword::sql_cache_kw, keyword::sql_small_result_kw,
                               keyword::sql_big_result_kw, keyword::sql_buffer_result_kw}) {
        if (r.at.take(word)) return true;
    }
    return false;
}

void from_clause::take_modifiers_before_alias()
{
    const bool parted = r_.language.which == dialect::mysql && r_.at.is(keyword::partition_kw) && r_.at.is("(", 1);
    if (parted) r_.at.go(r_.at.peek(1).partner + 1);
    const bool inherited = r_.language.which == dialect::postgres && r_.at.is("*");
    if (inherited) r_.at.skip();
}

void from_clause::take_modifiers_behind_alias()
{
    if (r_.language.which == dialect::sqlite) {
        if (r_.at.take(keyword::indexed_kw)) {
            r_.at.expect(keyword::by_kw);
            take_name(r_, true);
        } else if (r_.at.is(keyword::not_kw) && r_.at.is(keyword::indexed_kw, 1)) {
            r_.at.skip(2);
        }
    }
    if (r_.language.which == dialect::postgres && r_.at.take(keyword::tablesample_kw)) {
        const name method = take_name(r_);
        require_plain(r_, read_function(r_, into_, method), because::in_function);
        if (r_.at.take(keyword::repeatable_kw)) require_plain(r_, read_primary(r_, into_), because::in_function);
    }
    if (r_.language.which != dialect::mysql) return;
    while (r_.at.is(keyword::use_kw) || r_.at.is(keyword::force_kw) ||
           (r_.at.is(keyword::ignore_kw) && !r_.at.is("(", 1))) {
        r_.at.skip();
        if (!r_.at.take(keyword::index_kw)) r_.at.expect(keyword::key_kw);
        if (r_.at.take(keyword::for_kw)) {
            while (!r_.at.is("(") && !r_.at.at_statement_end()) r_.at.skip();
        }
        if (!r_.at.is("(")) r_.at.not_understood();
        r_.at.go(r_.at.peek().partner + 1);
    }
}

}  // namespace cellseal
