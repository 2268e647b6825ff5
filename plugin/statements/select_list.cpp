#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/projected_companion.h"
#include "plugin/statements/query.h"
#include "plugin/statements/resolve.h"

namespace cellseal {
namespace {

/// [schema.]table.* : the qualifier's tokens are before the star. 0 when none stands here.
std::size_t star_ahead(const reading& r) noexcept
{
    std::size_t ahead = 0;
    while ((r.at.is(token_kind::word, ahead) || r.at.is(token_kind::quoted, ahead)) && r.at.is(".", ahead + 1)) {
        ahead += 2;
        if (r.at.is("*", ahead)) return ahead;
    }
    return 0;
}

/// No engine gives more; names are looked for among all of them, so that their number has to be bounded.
void add_output(const reading& r, output_list& into, const output& column)
{
    constexpr std::size_t most = 4096;
    if (into.columns.size() == most) refuse(because::too_wide, r.offset_of(column.first));
    into.columns.push_back(column);
}

void add_column(const reading& r, output_list& into, const binding& from, const relation_column& column,
                std::uint32_t token)
{
    if (!into.complete && column.sealed != nullptr) {
        refuse(because::columns_unknown, r.offset_of(token), column.sealed->full_name());
    }
    output made{.called = column.called, .sealed = column.sealed, .companion_of = column.companion_of};
    made.from = &from;
    made.column = &column;
    made.first = made.last = token;
    add_output(r, into, made);
}

void refuse_unless_positions_known(const reading& r, const relation& table, const name& called, std::size_t token)
{
    if (!table.complete && table.guarded) refuse(because::columns_unknown, r.offset_of(token), called.text);
}

void add_table(reading& r, output_list& into, const binding& table, std::uint32_t token)
{
    refuse_unless_positions_known(r, *table.what, table.called, token);
    take_all_columns(r, table, token);
    for (const relation_column& each : table.what->columns) {
        add_column(r, into, table, each, token);
    }
    if (!table.what->complete) into.complete = false;
}

void read_qualified_star(reading& r, const scope& names, output_list& into, std::size_t ahead)
{
    std::vector<name> path;
    const auto token = static_cast<std::uint32_t>(r.at.position() + ahead);
    path.push_back(take_name(r));
    while (r.at.take(".")) {
        if (r.at.take("*")) break;
        path.push_back(take_name_behind_dot(r));
    }
    for (const scope* in = &names; in != nullptr; in = in->outer) {
        const binding* found = nullptr;
        for (const binding& each : in->bindings) {
            if (!r.same_name(each.called, path.back()) || (path.size() > 1 && each.aliased)) continue;
            if (found != nullptr) refuse(because::duplicate_name, r.offset_of(path.back().at), path.back().text);
            found = &each;
        }
        if (found != nullptr) return add_table(r, into, *found, token);
    }
    refuse(because::not_understood, r.offset_of(path.front().at));
}

/// MySQL: an alias may be a string, with or without AS.
bool at_string_alias(const reading& r) noexcept
{
    const std::size_t ahead = r.at.is(keyword::as_kw) ? 1 : 0;
    if (r.language.which != dialect::mysql || !r.at.is(token_kind::string, ahead)) return false;
    const std::string_view text = r.at.text(r.at.peek(ahead));
    const bool bare = text.front() == '\'' || text.front() == '"';
    return bare && text.size() > 2 && text.find_first_of("\\'\"`", 1) == text.size() - 1;
}

name take_string_alias(reading& r)
{
    r.at.take(keyword::as_kw);
    const std::string_view text = r.at.text(r.at.peek());
    const name taken{text.substr(1, text.size() - 2), true, static_cast<std::uint32_t>(r.at.position())};
    r.at.skip();
    return taken;
}

void read_item(reading& r, const scope& names, output_list& into, query_use use)
{
    output made;
    made.first = static_cast<std::uint32_t>(r.at.position());
    const operand what = read_expression(r, names);
    made.last = static_cast<std::uint32_t>(r.at.position() - 1);
    if (what.kind == operand_kind::row) require_plain(r, what, because::whole_row);
    made.sealed = what.sealed;
    made.companion_of = what.companion_of;
    made.null_literal = what.kind == operand_kind::null;
    if (what.kind == operand_kind::parameter) made.parameter = what.occurrence;
    if (what.kind == operand_kind::column) {
        made.from = what.from;
        made.column = what.column;
        made.called = what.column != nullptr ? what.column->called : what.called;
    }
    const name alias = at_string_alias(r) ? take_string_alias(r) : take_alias(r);
    if (!alias.empty()) {
        made.called = alias;
        made.alias = true;
    }
    if (made.sealed != nullptr && !into.complete && use != query_use::exists) {
        refuse(because::columns_unknown, r.offset_of(made.first), made.sealed->full_name());
    }
    add_output(r, into, made);
}

}  // namespace

void expand_star(reading& r, const scope& names, output_list& into, std::uint32_t token)
{
    if (names.star.empty()) refuse(because::not_understood, r.offset_of(token));
    for (const star_column& each : names.star) {
        const bool guarded = each.from->what->guarded;
        take_all_columns(r, *each.from, token);
        if (names.star_unsure && guarded) refuse(because::columns_unknown, r.offset_of(token), each.from->called.text);
        if (each.column == nullptr) {
            refuse_unless_positions_known(r, *each.from->what, each.from->called, token);
            into.complete = false;
            continue;
        }
        add_column(r, into, *each.from, *each.column, token);
    }
}

void read_select_list(reading& r, const scope& names, output_list& into, query_use use, std::size_t end)
{
    const conjunction off(r, false);
    if (r.at.position() == end) r.at.not_understood();
    do {
        const std::size_t ahead = star_ahead(r);
        if (use == query_use::exists && (r.at.is("*") || ahead > 0)) {
            r.at.go(r.at.position() + ahead + 1);
        } else if (r.at.is("*")) {
            expand_star(r, names, into, static_cast<std::uint32_t>(r.at.position()));
            r.at.skip();
        } else if (ahead > 0) {
            read_qualified_star(r, names, into, ahead);
        } else {
            read_item(r, names, into, use);
        }
    } while (r.at.take(","));
    if (r.at.position() != end) r.at.not_understood();
}

}  // namespace cellseal
