#include "plugin/statements/resolve.h"

#include <algorithm>
#include <array>

#include "plugin/statements/characters.h"
#include "plugin/statements/column_match.h"

namespace cellseal {
namespace {

/// In ORDER BY of a set operation: the engine made up a name, which could be this one.
bool names_made_up(const scope& in, const name& wanted, const reading& r)
{
    if (!in.sorts_by_outputs || in.outputs == nullptr) return false;
    bool made_up = !in.outputs->complete;
    for (const output& each : in.outputs->columns) {
        if (!each.called.empty()) continue;
        if (each.sealed != nullptr) refuse(because::sorted, r.offset_of(wanted.at), each.sealed->full_name());
        made_up = true;
    }
    return made_up;
}

operand column_operand(const scope& seen_from, const scope& in, const binding& from, const relation_column& column,
                       std::span<const name> path)
{
    operand made;
    made.kind = operand_kind::column;
    made.sealed = column.sealed;
    made.from = &from;
    made.in = &in;
    made.seen_from = &seen_from;
    made.column = &column;
    made.first = made.path_first = path.front().at;
    made.last = made.path_last = path.back().at;
    return made;
}

operand plain_operand(std::span<const name> path)
{
    operand made;
    made.first = made.path_first = path.front().at;
    made.last = made.path_last = path.back().at;
    return made;
}

void refuse_invisible(const reading& r, const scope& in, std::size_t index, std::size_t token)
{
    if (r.language.on_sees_all_tables) return;
    if (index < in.visible_from || index >= in.visible_to) refuse(because::later_table, r.offset_of(token));
}

std::string subject_of(const relation_column& column)
{
    if (column.sealed != nullptr) return column.sealed->full_name();
    return column.companion_of != nullptr ? column.companion_of->full_name() : std::string();
}

/// An alias and a column of one name: fine only if both are the same thing or both are plain.
void refuse_hidden_by_alias(const reading& r, const output& alias, const column_match& found, const name& wanted)
{
    const bool same_thing = alias.from == found.from && alias.column == found.column;
    if (!same_thing && (found.guarded || alias.sealed != nullptr)) {
        refuse(because::qualify, r.offset_of(wanted.at), found.column != nullptr ? subject_of(*found.column) : "");
    }
}

operand resolve_alias(const reading& r, const scope& in, const output& alias, std::span<const name> path)
{
    // Elsewhere than in SQLite the same word can mean a column of a query further out.
    for (const scope* each = in.outer; each != nullptr; each = each->outer) {
        const column_match further = match_column(r, *each, path[0]);
        if (further.count > 0) refuse_hidden_by_alias(r, alias, further, path[0]);
    }
    operand made = plain_operand(path);
    made.kind = alias.sealed != nullptr || alias.companion_of != nullptr ? operand_kind::column : operand_kind::plain;
    made.sealed = alias.sealed;
    made.companion_of = alias.companion_of;
    return made;
}

/// Columns that every table has and nobody lists.
bool system_column(std::string_view column, dialect which) noexcept
{
    constexpr std::array<std::string_view, 3> sqlite{"rowid", "oid", "_rowid_"};
    constexpr std::array<std::string_view, 6> postgres{"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"};
    const auto listed = [&](std::string_view each) { return equal_in_any_case(each, column); };
    if (which == dialect::sqlite) return std::any_of(sqlite.begin(), sqlite.end(), listed);
    return which == dialect::postgres && std::any_of(postgres.begin(), postgres.end(), listed);
}

/// SQLite also takes a table's own name for a column (full text search), and every table has a row number.
bool sqlite_knows(const reading& r, const scope& from, const name& wanted) noexcept
{
    bool tables = false;
    for (const scope* in = &from; in != nullptr; in = in->outer) {
        for (const binding& each : in->bindings) {
            if (!each.what->guarded && r.same_name(each.called, wanted)) return true;
            tables = true;
        }
    }
    return tables && system_column(wanted.text, dialect::sqlite);
}

/// A name that stands for nothing here. SQLite looks it up where a CTE is used, and finds what stands there.
void refuse_unresolved(const reading& r, const scope& from, const name& wanted, bool could_be_unlisted)
{
    const bool sqlite = r.language.which == dialect::sqlite || !r.language.engine_known;
    const bool string = wanted.quoted && r.language.unresolved_quoted_is_string;
    const bool plain = could_be_unlisted || (string && !r.in_common_table) || !sqlite || sqlite_knows(r, from, wanted);
    const bool guarded = r.names.guards_column(wanted.text) && (!could_be_unlisted || (sqlite && r.in_common_table));
    if (guarded || !plain) refuse(because::unresolved, r.offset_of(wanted.at));
}

operand resolve_unqualified(reading& r, const scope& from, std::span<const name> path)
{
    const name& wanted = path[0];
    bool crossed_incomplete = false;
    for (const scope* in = &from; in != nullptr; in = in->outer) {
        const column_match found = match_column(r, *in, wanted);
        const output* alias = match_alias(r, *in, wanted);
        if (found.count > 0) {
            if (alias != nullptr && in->aliases_win) refuse_hidden_by_alias(r, *alias, found, wanted);
            const bool unsure = found.count > 1 || found.other_incomplete || crossed_incomplete;
            if (found.guarded && unsure) refuse(because::qualify, r.offset_of(wanted.at), subject_of(*found.column));
            refuse_invisible(r, *in, found.index, wanted.at);
            refuse_companion(r, *found.column, wanted.at);
            return column_operand(from, *in, *found.from, *found.column, path);
        }
        if (alias != nullptr) return resolve_alias(r, *in, *alias, path);
        for (const binding& each : in->bindings) {
            if (each.what->guarded && r.same_name(each.called, wanted)) {
                refuse(because::whole_row, r.offset_of(wanted.at), each.called.text);
            }
        }
        crossed_incomplete = crossed_incomplete || found.other_incomplete || names_made_up(*in, wanted, r);
    }
    refuse_unresolved(r, from, wanted, crossed_incomplete);
    operand unknown = plain_operand(path);
    const bool string = wanted.quoted && r.language.unresolved_quoted_is_string;
    if (string) unknown.kind = operand_kind::literal;
    return unknown;
}

operand resolve_in_table(reading& r, const scope& seen_from, const scope& in, const binding& table,
                         std::span<const name> path)
{
    const name& wanted = path.back();
    const relation_column* column = table.what->find(wanted, r.language.folding);
    if (column == nullptr) {
        // PostgreSQL would call a function of that name with the whole row.
        if (table.what->complete && table.what->guarded && !system_column(wanted.text, r.language.which)) {
            refuse(because::unknown_column, r.offset_of(wanted.at), table.called.text);
        }
        return plain_operand(path);
    }
    if (column->doubtful) refuse(because::qualify, r.offset_of(wanted.at), subject_of(*column));
    refuse_companion(r, *column, wanted.at);
    return column_operand(seen_from, in, table, *column, path);
}

operand resolve_qualified(reading& r, const scope& from, std::span<const name> path)
{
    const name& qualifier = path[path.size() - 2];
    for (const scope* in = &from; in != nullptr; in = in->outer) {
        const binding* table = nullptr;
        std::size_t index = 0;
        std::size_t hit = 0;
        for (const binding& each : in->bindings) {
            const bool named = r.same_name(each.called, qualifier) && (path.size() == 2 || !each.aliased);
            if (named && table != nullptr && (table->what->guarded || each.what->guarded)) {
                refuse(because::duplicate_name, r.offset_of(qualifier.at), qualifier.text);
            }
            if (named) table = &each, hit = index;
            ++index;
        }
        if (table == nullptr) continue;
        refuse_invisible(r, *in, hit, qualifier.at);
        return resolve_in_table(r, from, *in, *table, path);
    }
    refuse(because::not_understood, r.offset_of(qualifier.at));
}

}  // namespace

void refuse_companion(const reading& r, const relation_column& column, std::size_t token)
{
    if (column.companion_of != nullptr) {
        refuse(because::companion_named, r.offset_of(token), column.companion_of->full_name());
    }
}

operand resolve(reading& r, const scope& from, std::span<const name> path)
{
    if (path.size() > 4) refuse(because::not_understood, r.offset_of(path[0].at));
    return path.size() == 1 ? resolve_unqualified(r, from, path) : resolve_qualified(r, from, path);
}

bool could_be_protected(const reading& r, const scope& from, const name& word) noexcept
{
    for (const scope* in = &from; in != nullptr; in = in->outer) {
        if (match_column(r, *in, word).guarded) return true;
        const output* alias = match_alias(r, *in, word);
        if (alias != nullptr && (alias->sealed != nullptr || alias->companion_of != nullptr)) return true;
        for (const binding& each : in->bindings) {
            if (each.what->guarded && r.same_name(each.called, word)) return true;
        }
    }
    return r.names.guards(word);
}

}  // namespace cellseal
