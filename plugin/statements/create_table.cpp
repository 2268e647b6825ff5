#include <algorithm>

#include "plugin/statements/definition.h"
#include "plugin/statements/identifier.h"

namespace cellseal {
namespace {

void refuse_sealed_outputs(const reading& r, const output_list& outputs)
{
    for (const output& each : outputs.columns) {
        const attribute* subject = each.sealed != nullptr ? each.sealed : each.companion_of;
        if (subject != nullptr) refuse(because::copied_by_ddl, r.offset_of(each.first), subject->full_name());
    }
}

/// REFERENCES contact(email): the database would compare, and with CASCADE copy, sealed values.
void refuse_references(reading& r, std::size_t from, std::size_t end)
{
    for (std::size_t i = from; i < end; ++i) {
        if (r.at[i].word != keyword::references_kw) continue;
        r.at.go(i + 1);
        const named_table other = take_table(r);
        if (!r.at.is("(")) continue;
        const std::size_t close = r.at.peek().partner;
        r.at.skip();
        while (r.at.position() < close) table_definition(r, *other.what).pass_plain(close), r.at.take(",");
    }
    r.at.go(end);
}

/// LIKE contact makes a table that looks the same and protects nothing; a query in a constraint looks into it.
void refuse_likeness(reading& r, std::size_t from, std::size_t end)
{
    for (std::size_t i = from; i < end; ++i) {
        const bool starts = r.at[i].word == keyword::like_kw || r.at[i].word == keyword::from_kw ||
                            r.at[i].word == keyword::join_kw;
        const bool named = r.at[i + 1].kind == token_kind::word || r.at[i + 1].kind == token_kind::quoted;
        if (!starts || !named || reserved(r.at[i + 1].word)) continue;
        r.at.go(i + 1);
        const named_table other = take_table(r);
        if (other.what->guarded)
            refuse(because::copied_by_ddl, r.offset_of(other.called.at), subject_of(*other.what, other.called));
    }
    r.at.go(end);
}

/// A declared view must go on meaning what the settings say.
void refuse_other_meaning(const reading& r, const relation& declared, const output_list& outputs,
                          const std::vector<name>& renamed, const name& called)
{
    bool alike = outputs.complete && outputs.columns.size() == declared.columns.size();
    for (std::size_t i = 0; alike && i < outputs.columns.size(); ++i) {
        const name& column = i < renamed.size() ? renamed[i] : outputs.columns[i].called;
        alike = outputs.columns[i].sealed == declared.columns[i].sealed && outputs.columns[i].companion_of == declared.columns[i].companion_of &&
                !column.empty() && r.same_name(column, declared.columns[i].called);
    }
    if (!alike) refuse(because::view_differs, r.offset_of(called.at), called.text);
}

}  // namespace

void read_create_table(reading& r)
{
    const std::size_t begin = r.at.position();
    r.at.skip();
    take_if_exists(r);
    const named_table made = take_table(r);
    if (r.at.is("(") && !at_query(r)) {
        const std::size_t close = r.at.peek().partner;
        r.at.skip();
        table_definition body(r, *made.what);
        do body.read_element(close);
        while (r.at.take(","));
        if (r.at.position() != close) r.at.not_understood();
        r.at.skip();
    }
    while (!r.at.at_statement_end() && !r.at.is(keyword::as_kw) && !at_query(r)) {
        refuse_shared_rows(r);
        r.at.go(r.at.is("(") ? r.at.peek().partner + 1 : r.at.position() + 1);
    }
    const std::size_t behind = r.at.position();
    refuse_references(r, begin, behind);
    refuse_likeness(r, begin, behind);
    const bool copies = r.at.take(keyword::as_kw);
    if (!copies && !at_query(r)) return;
    if (made.what->guarded) refuse(because::copied_by_ddl, r.at.offset(), subject_of(*made.what, made.called));
    const bool enclosed = r.at.take("(");
    refuse_sealed_outputs(r, *read_query(r, nullptr, query_use::source).outputs);
    if (enclosed) r.at.expect(")");
    while (!r.at.at_statement_end()) r.at.skip();  // WITH [NO] DATA
}

void read_create_view(reading& r, view_form how)
{
    r.at.skip();
    take_if_exists(r);
    std::vector<name> path{take_name(r, true)};
    while (r.at.take(".")) path.push_back(take_name_behind_dot(r));
    const name called = path.back();
    const std::vector<name> renamed = take_column_names(r);
    r.at.expect(keyword::as_kw);
    const query made = read_query(r, nullptr, query_use::derived);
    if (how == view_form::stored) refuse_sealed_outputs(r, *made.outputs);
    if (r.at.take(keyword::with_kw)) {
        while (!r.at.at_statement_end()) r.at.skip();  // CHECK OPTION, NO DATA
    }
    if (!r.comparisons.empty()) {
        refuse(because::copied_by_ddl, r.offset_of(r.comparisons.front().path_first),
               r.comparisons.front().subject->full_name());
    }
    if (!r.names.guards(called)) return;
    const relation& declared =
        r.names.find(path.size() > 1 ? path[path.size() - 2] : name{}, called, r.offset_of(called.at));
    if (declared.table != nullptr) refuse(because::shadowed, r.offset_of(called.at), called.text);
    refuse_other_meaning(r, declared, *made.outputs, renamed, called);
    r.touches_protected = true;
}

void read_create_index(reading& r)
{
    r.at.skip();
    r.at.take(keyword::concurrently_kw);
    take_if_exists(r);
    if (!r.at.is(keyword::on_kw)) {
        take_name(r, true);
        while (r.at.take(".")) take_name_behind_dot(r);
    }
    r.at.expect(keyword::on_kw);
    const named_table table = take_table(r);
    if (r.at.take(keyword::using_kw)) take_name(r);
    const std::size_t close = r.at.peek().partner;
    r.at.expect("(");
    table_definition body(r, *table.what);
    do {
        // A bare column is indexed as it is stored; an expression would be computed from it.
        if (at_name(r, true) && !r.at.is("(", 1)) take_name(r, true);
        body.pass_plain(close);
    } while (r.at.take(","));
    if (r.at.position() != close) r.at.not_understood();
    r.at.skip();
    const std::size_t from = r.at.position();
    while (!r.at.at_statement_end()) body.pass_any(r.tokens.tokens.size()), r.at.take(",");
    const bool asks = std::any_of(
        r.tokens.tokens.begin() + static_cast<std::ptrdiff_t>(from), r.tokens.tokens.end(),
        [](const token& each) { return each.kind == token_kind::string || each.kind == token_kind::number; });
    if (!asks) return;
    const std::size_t behind = r.at.position();
    r.at.go(from);
    while (r.at.position() < behind) body.pass_plain(behind), r.at.take(",");
}

}  // namespace cellseal
