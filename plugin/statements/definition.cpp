#include "plugin/statements/definition.h"

#include "plugin/statements/characters.h"
#include "plugin/statements/identifier.h"

namespace cellseal {
namespace {

void pass_to_end(reading& r)
{
    while (!r.at.at_statement_end()) r.at.go(r.at.is("(") ? r.at.peek().partner + 1 : r.at.position() + 1);
}

/// OR REPLACE, RECREATE: a table that is there is dropped first.
void refuse_replacing(reading& r)
{
    const std::size_t from = r.at.position();
    r.at.take(keyword::global_kw);
    r.at.take(keyword::temporary_kw);
    if (r.at.take(keyword::table_kw)) {
        take_if_exists(r);
        const named_table found = take_table(r);
        if (found.what->guarded)
            refuse(because::table_dropped, r.offset_of(found.called.at), subject_of(*found.what, found.called));
    }
    r.at.go(from);
}

void read_create(reading& r)
{
    const bool again = r.at.is(keyword::recreate_kw);
    r.at.skip();
    const bool or_else = r.at.take(keyword::or_kw);
    if (or_else) r.at.skip();  // OR REPLACE, OR ALTER
    if (again || or_else) refuse_replacing(r);
    bool temporary = false;
    while (r.at.is(keyword::temp_kw) || r.at.is(keyword::temporary_kw) || r.at.is(keyword::global_kw) ||
           r.at.is(keyword::local_kw) || r.at.is(keyword::unlogged_kw) || r.at.is(keyword::unique_kw)) {
        temporary = temporary || r.at.is(keyword::temp_kw) || r.at.is(keyword::temporary_kw);
        r.at.skip();
    }
    const bool makes_name = r.at.is(keyword::table_kw) || r.at.is(keyword::view_kw);
    for (std::size_t ahead = 1; temporary && makes_name && ahead < 6; ++ahead) {
        const token& here = r.at.peek(ahead);
        const bool guarded = here.kind == token_kind::word && r.names.guards({r.at.text(here), false, 0});
        if (guarded) refuse(because::shadowed, here.offset, r.at.text(here));
        if (here.symbol == mark("(") || here.word == keyword::as_kw) break;
    }
    if (r.at.is(keyword::table_kw)) return read_create_table(r);
    if (r.at.is(keyword::index_kw)) return read_create_index(r);
    if (r.at.is(keyword::view_kw)) return read_create_view(r, view_form::looked_up);
    if (r.at.take(keyword::materialized_kw) && r.at.is(keyword::view_kw)) return read_create_view(r, view_form::stored);
    refuse(because::trigger_body, r.at.offset());
}

/// DROP TABLE a, b; DROP of anything else takes no data with it.
void read_drop(reading& r)
{
    r.at.skip();
    r.at.take(keyword::temporary_kw);
    const bool table = r.at.is(keyword::table_kw);
    const bool harmless = r.at.is(keyword::index_kw) || r.at.is(keyword::view_kw) || r.at.is(keyword::trigger_kw);
    if (!table && !harmless) r.at.not_understood();
    r.at.skip();
    if (harmless) {
        r.touches_protected = true;
        return pass_to_end(r);
    }
    take_if_exists(r);
    do {
        const named_table found = take_table(r);
        if (found.what->guarded)
            refuse(because::table_dropped, r.offset_of(found.called.at), subject_of(*found.what, found.called));
    } while (r.at.take(","));
    pass_to_end(r);
}

/// RENAME TABLE a TO b (MySQL)
void read_rename(reading& r)
{
    r.at.skip();
    r.at.expect(keyword::table_kw);
    do {
        const named_table from = take_table(r);
        if (from.what->guarded)
            refuse(because::table_dropped, r.offset_of(from.called.at), subject_of(*from.what, from.called));
        r.at.expect(keyword::to_kw);
        const named_table to = take_table(r);
        if (r.names.guards(to.called)) refuse(because::shadowed, r.offset_of(to.called.at), to.called.text);
    } while (r.at.take(","));
}

}  // namespace

bool at_definition(const reading& r) noexcept
{
    switch (r.at.peek().word) {
        case keyword::create_kw:
        case keyword::alter_kw:
        case keyword::drop_kw:
        case keyword::rename_kw:
        case keyword::recreate_kw: return true;
        default: return at_upkeep(r);
    }
}

void read_definition(reading& r)
{
    if (at_upkeep(r)) return read_upkeep(r);
    r.changes_schema = true;
    switch (r.at.peek().word) {
        case keyword::create_kw:
        case keyword::recreate_kw: return read_create(r);
        case keyword::alter_kw: return read_alter_table(r);
        case keyword::drop_kw: return read_drop(r);
        default: return read_rename(r);
    }
}

void take_if_exists(reading& r)
{
    if (!r.at.take(keyword::if_kw)) return;
    r.at.take(keyword::not_kw);
    r.at.expect(keyword::exists_kw);
}

named_table take_table(reading& r)
{
    r.at.take(keyword::only_kw);
    std::vector<name> path{take_name(r, true)};
    while (r.at.take(".")) path.push_back(take_name_behind_dot(r));
    const name called = path.back();
    const name schema = path.size() > 1 ? path[path.size() - 2] : name{};
    const relation& found = r.names.find(schema, called, r.offset_of(called.at));
    r.touches_protected = r.touches_protected || found.guarded || found.table != nullptr;
    return {called, &found};
}

void refuse_shared_rows(reading& r)
{
    const std::size_t from = r.at.position();
    const auto called = [&](std::string_view word) { return equal_in_any_case(r.at.text(r.at.peek()), word); };
    const bool part = r.at.is(keyword::partition_kw) && r.at.is(keyword::of_kw, 1);
    const bool joins = r.at.is(keyword::attach_kw) && r.at.is(keyword::partition_kw, 1);
    const bool inherits = called("inherit") || called("inherits");
    if (!part && !joins && !inherits) return;
    r.at.skip(inherits ? 1 : 2);
    const bool listed = r.at.take("(");
    do {
        if (!at_name(r)) break;
        const named_table other = take_table(r);
        if (other.what->guarded) refuse(because::rows_shared, r.offset_of(other.called.at), other.called.text);
    } while (listed && r.at.take(","));
    r.at.go(from);
}

std::string subject_of(const relation& table, const name& called)
{
    for (const relation_column& each : table.columns) {
        if (each.sealed != nullptr) return each.sealed->full_name();
    }
    return std::string(called.text);
}

}  // namespace cellseal
