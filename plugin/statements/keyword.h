#pragma once

#include <cstdint>
#include <string_view>

namespace cellseal {

// Words with a meaning in some grammar below. R: reserved everywhere, never a name without quotes. A: may be a name of
// a column or table, but never an alias without AS (it would start a clause). N: may be any name.
#define CELLSEAL_KEYWORDS(R, A, N)                                                                                   \
    R(select) R(from) R(where) R(group) R(having) R(order) R(by) R(union) R(intersect) R(except) R(and) R(or) R(not)   \
    R(null) R(in) R(is) R(like) R(between) R(case) R(when) R(then) R(else) R(insert) R(into) R(update) R(delete)       \
    R(set) R(join) R(on) R(using) R(distinct) R(as) R(create) R(alter) R(drop) R(table) R(default) R(exists)           \
    A(values) A(end) A(limit) A(offset) A(fetch) A(window) A(returning) A(left) A(right) A(full) A(inner) A(outer)     \
    A(cross) A(natural) A(straight_join) A(for) A(with) A(collate) A(escape) A(glob) A(regexp) A(rlike) A(match)       \
    A(ilike) A(similar) A(isnull) A(notnull) A(xor) A(div) A(mod) A(sounds) A(overlaps) A(at) A(containing)            \
    A(starting) A(operator) A(member) A(indexed) A(tablesample) A(lock) A(rows) A(plan) A(minus) A(procedure)         \
    A(conflict) A(do) A(use) A(force) A(ignore) A(partition) A(qualify) A(filter) A(over) A(within) A(lateral)        \
    A(cast) A(all) A(any) A(some) A(binary) A(interval) A(replace) A(primary) A(references) A(check) A(to) A(desc)     \
    A(asc) A(optimize) A(restrict) A(against)                                                                         \
    N(nothing) N(duplicate) N(key) N(recursive) N(materialized) N(only) N(abort) N(fail) N(rollback) N(low_priority)   \
    N(high_priority) N(delayed) N(quick) N(sql_calc_found_rows) N(sql_no_cache) N(sql_cache) N(sql_small_result)       \
    N(sql_big_result) N(sql_buffer_result) N(distinctrow) N(first) N(skip) N(nulls) N(last) N(true) N(false)         \
    N(current_date) N(current_time) N(current_timestamp) N(localtime) N(localtimestamp) N(current_user)                \
    N(session_user) N(unknown) N(row) N(array) N(constraint) N(overriding) N(system) N(user) N(value) N(index)         \
    N(share) N(no) N(nowait) N(locked) N(of) N(mode) N(wait) N(ordinality) N(range) N(groups) N(unbounded)             \
    N(preceding) N(following) N(current) N(exclude) N(ties) N(others) N(next) N(percent) N(separator) N(both)          \
    N(leading) N(trailing) N(placing) N(matching) N(cascade) N(temp) N(temporary) N(view) N(trigger) N(unique)         \
    N(if) N(column) N(add) N(rename) N(type) N(truncate) N(explain) N(pragma) N(copy) N(merge) N(call) N(execute)     \
    N(prepare) N(deallocate) N(vacuum) N(analyze) N(analyse) N(reindex) N(attach) N(detach) N(grant) N(revoke)        \
    N(comment) N(show) N(describe) N(handler) N(load) N(reset) N(names) N(begin) N(commit) N(savepoint)        \
    N(release) N(start) N(refresh) N(recreate) N(generated) N(always) N(foreign) N(modify) N(change) N(outfile)        \
    N(dumpfile) N(search) N(cycle) N(repeatable) N(position) N(extract) N(count) N(repeat) N(zone)          \
    N(time) N(symmetric) N(asymmetric) N(virtual) N(stored) N(global) N(local) N(unlogged) N(concurrently)

enum class keyword : std::uint16_t {
    none,
#define CELLSEAL_ENUMERATE(word) word##_kw,
    CELLSEAL_KEYWORDS(CELLSEAL_ENUMERATE, CELLSEAL_ENUMERATE, CELLSEAL_ENUMERATE)
#undef CELLSEAL_ENUMERATE
};

/// The keyword a word is, in any letter case; none when it is no keyword.
[[nodiscard]] keyword keyword_of(std::string_view word) noexcept;

/// Never a name without quotes.
[[nodiscard]] bool reserved(keyword which) noexcept;
/// Never an alias without AS: it starts a clause or is an operator.
[[nodiscard]] bool ends_alias(keyword which) noexcept;

}  // namespace cellseal
