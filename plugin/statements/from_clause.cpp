#include "plugin/statements/from_clause.h"

#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/nesting.h"
#include "plugin/statements/projected_companion.h"

namespace cellseal {

void from_clause::read()
{
    do {
        for (const star_column& each : read_joined()) into_.star.push_back(each);
    } while (r_.at.take(","));
}

/// ONLY table, ONLY (table); true behind the parenthesis.
bool from_clause::take_only() { return r_.at.take(keyword::only_kw) && r_.at.take("("); }

binding& from_clause::read_target(alias_form how)
{
    const bool enclosed = take_only();
    std::vector<name> path{take_name(r_, true)};
    while (r_.at.take(".")) path.push_back(take_name_behind_dot(r_));
    if (enclosed) r_.at.expect(")");
    if (path.size() > 3) r_.at.not_understood();
    const name called = path.back();
    const relation& found =
        r_.names.find(path.size() > 1 ? path[path.size() - 2] : name{}, called, r_.offset_of(called.at));
    r_.touches_protected = r_.touches_protected || found.table != nullptr || found.guarded;
    if (found.triggers_protected) refuse(because::undeclared_trigger, r_.offset_of(called.at), called.text);
    take_modifiers_before_alias();
    const bool aliased = how == alias_form::free || r_.at.is(keyword::as_kw);
    const name alias = aliased ? take_alias(r_) : name{};
    for (const star_column& each : bind(alias.empty() ? called : alias, found, !alias.empty()))
        into_.star.push_back(each);
    take_modifiers_behind_alias();
    return into_.bindings.back();
}

from_clause::columns from_clause::read_factor()
{
    const nesting level(r_);
    if (r_.at.take(keyword::lateral_kw)) return r_.at.is("(") ? read_parenthesis(true) : read_table();
    return r_.at.is("(") ? read_parenthesis(false) : read_table();
}

/// ( query ) alias, or ( joins )
from_clause::columns from_clause::read_parenthesis(bool lateral)
{
    const std::size_t close = r_.at.peek().partner;
    r_.at.expect("(");
    if (!at_query(r_)) {
        columns inner = read_joined();
        while (r_.at.is(",") && r_.language.which == dialect::mysql) {
            r_.at.skip();
            for (const star_column& each : read_joined()) inner.push_back(each);
        }
        if (r_.at.position() != close) r_.at.not_understood();
        r_.at.skip();
        if (!take_alias(r_).empty()) r_.at.not_understood();
        return inner;
    }
    const std::size_t offset = r_.at.offset();
    const query made = read_query(r_, lateral ? &into_ : into_.outer, query_use::derived);
    if (r_.at.position() != close) r_.at.not_understood();
    r_.at.skip();
    const name alias = take_alias(r_);
    const std::vector<name> renamed = take_column_names(r_);
    return bind(alias, derive(r_, *made.outputs, renamed, offset, projection_of(r_, made, renamed)), true);
}

from_clause::columns from_clause::bind(const name& called, const relation& what, bool aliased)
{
    constexpr std::size_t most = 1024;
    if (into_.bindings.size() == most) refuse(because::too_wide, r_.at.offset());
    into_.bindings.push_back({called, &what, aliased, false});
    const binding& made = into_.bindings.back();
    columns star;
    for (const relation_column& each : what.columns) star.push_back({&made, &each});
    if (!what.complete) star.push_back({&made, nullptr});
    return star;
}

const relation* from_clause::find_common_table(const name& called) const
{
    for (const common_tables* frame = r_.with; frame != nullptr; frame = frame->outer) {
        for (const common_table& each : frame->entries) {
            if (!r_.same_name(each.called, called)) continue;
            if (each.what != nullptr) return each.what;
            if (frame->later_ones_count) refuse(because::qualify, r_.offset_of(called.at), called.text);
        }
    }
    return nullptr;
}

/// [schema.]table or function(…)
const relation& from_clause::read_named(name& called, bool& function)
{
    std::vector<name> path{take_name(r_, true)};
    while (r_.at.take(".")) path.push_back(take_name_behind_dot(r_));
    called = path.back();
    if (path.size() > 3) r_.at.not_understood();
    const name schema = path.size() > 1 ? path[path.size() - 2] : name{};
    function = r_.at.is("(");
    if (function) {
        if (r_.names.guards(called)) r_.at.not_understood();
        require_plain(r_, read_function(r_, into_, called), because::in_function);
        if (r_.at.take(keyword::with_kw)) r_.at.expect(keyword::ordinality_kw);
        return r_.relations.emplace_back(relation{.columns = {}, .complete = false});
    }
    if (path.size() == 1) {
        if (const relation* found = find_common_table(called)) return *found;
    }
    const relation& found = r_.names.find(schema, called, r_.offset_of(called.at));
    r_.touches_protected = r_.touches_protected || found.table != nullptr || found.guarded;
    return found;
}

from_clause::columns from_clause::read_table()
{
    const bool enclosed = take_only();
    name called;
    bool function = false;
    const relation& found = read_named(called, function);
    if (enclosed) r_.at.expect(")");
    take_modifiers_before_alias();
    const name alias = take_alias(r_);
    const bool renames = r_.at.is("(") && !alias.empty();
    const std::size_t offset = r_.at.offset();
    columns made;
    if (renames && !function) {
        // Names for the columns of a table: known only with all of them.
        if (!found.complete && found.guarded) refuse(because::columns_unknown, offset, called.text);
        output_list all;
        all.complete = found.complete;
        for (const relation_column& each : found.columns) {
            all.columns.push_back({.called = each.called, .sealed = each.sealed, .companion_of = each.companion_of});
        }
        made = bind(alias, derive(r_, all, take_column_names(r_), offset), true);
    } else {
        if (renames) static_cast<void>(take_column_names(r_));
        made = bind(alias.empty() ? called : alias, found, !alias.empty());
    }
    take_modifiers_behind_alias();
    return made;
}

void from_clause::refuse_triggers() const
{
    for (const binding& each : into_.bindings) {
        if (each.what->triggers_protected)
            refuse(because::undeclared_trigger, r_.offset_of(each.called.at), each.called.text);
    }
}

void from_clause::read_conditions()
{
    const std::size_t behind = r_.at.position();
    for (const condition& each : conditions_) {
        r_.at.go(each.from);
        into_.visible_from = each.visible_from;
        into_.visible_to = each.visible_to;
        read_condition(r_, into_, each.filters);
        if (r_.at.position() != each.end) r_.at.not_understood();
    }
    into_.visible_from = 0;
    into_.visible_to = std::numeric_limits<std::size_t>::max();
    r_.at.go(behind);
}

}  // namespace cellseal
