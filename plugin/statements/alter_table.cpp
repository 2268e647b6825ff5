#include "plugin/statements/characters.h"
#include "plugin/statements/definition.h"
#include "plugin/statements/identifier.h"

namespace cellseal {
namespace {

/// One ALTER TABLE of a protected table, action by action; what is not known is refused.
class table_change {
public:
    table_change(reading& r, const named_table& table) : r_(r), table_(table), definition_(r, *table.what) {}

    void read_actions();

private:
    void read_action();
    void read_add();
    void read_drop();
    void read_rename();
    void read_alter_column();
    [[nodiscard]] bool at_named_thing() const noexcept;
    [[nodiscard]] bool at_harmless() const noexcept;
    [[nodiscard]] std::size_t end() const noexcept { return r_.tokens.tokens.size() - 1; }

    reading& r_;
    const named_table& table_;
    table_definition definition_;
};

/// A constraint, key or index: no column.
bool table_change::at_named_thing() const noexcept
{
    switch (r_.at.peek().word) {
        case keyword::constraint_kw:
        case keyword::primary_kw:
        case keyword::unique_kw:
        case keyword::foreign_kw:
        case keyword::check_kw:
        case keyword::index_kw:
        case keyword::key_kw: return true;
        default: return false;
    }
}

bool table_change::at_harmless() const noexcept
{
    for (const std::string_view word :
         {"owner", "enable", "disable", "engine", "comment", "auto_increment", "validate"}) {
        if (equal_in_any_case(r_.at.text(r_.at.peek()), word)) return true;
    }
    return false;
}

void table_change::read_add()
{
    if (at_named_thing()) return definition_.read_constraint(end());
    r_.at.take(keyword::column_kw);
    take_if_exists(r_);
    if (!r_.at.take("(")) return definition_.read_column(end());
    do definition_.read_element(end());
    while (r_.at.take(","));
    r_.at.expect(")");
}

void table_change::read_drop()
{
    if (at_named_thing()) return definition_.pass_any(end());
    r_.at.take(keyword::column_kw);
    definition_.read_dropped_column();
    definition_.pass_any(end());
}

void table_change::read_rename()
{
    if (at_named_thing()) return definition_.pass_any(end());
    if (r_.at.is(keyword::to_kw) || r_.at.is(keyword::as_kw)) {
        refuse(because::table_dropped, r_.at.offset(), subject_of(*table_.what, table_.called));
    }
    r_.at.take(keyword::column_kw);
    definition_.read_dropped_column();
    r_.at.expect(keyword::to_kw);
    definition_.read_dropped_column();
}

/// ALTER COLUMN c TYPE …, SET DEFAULT …, SET NOT NULL …
void table_change::read_alter_column()
{
    r_.at.take(keyword::column_kw);
    const name column = take_name(r_, true);
    const attribute* subject = definition_.guarded(column);
    if (subject == nullptr) return definition_.pass_plain(end());
    const bool type = r_.at.take(keyword::type_kw) ||
                      (r_.at.is(keyword::set_kw) && equal_in_any_case(r_.at.text(r_.at.peek(1)), "data"));
    if (type && r_.at.take(keyword::set_kw)) r_.at.skip(2);
    if (type) {
        const bool whole = definition_.take_wide_type(end()) && (r_.at.at_statement_end() || r_.at.is(","));
        if (!whole) refuse(because::narrowed, r_.offset_of(column.at), subject->full_name());
        return;
    }
    const bool sets = r_.at.take(keyword::set_kw);
    if (!sets && !r_.at.take(keyword::drop_kw))
        refuse(because::narrowed, r_.offset_of(column.at), subject->full_name());
    const bool preset = sets && r_.at.is(keyword::default_kw) && !r_.at.is(keyword::null_kw, 1);
    if (preset) refuse(because::copied_by_ddl, r_.at.offset(), subject->full_name());
    if (!r_.at.is(keyword::default_kw) && !r_.at.is(keyword::not_kw)) {
        refuse(because::narrowed, r_.offset_of(column.at), subject->full_name());
    }
    definition_.pass_any(end());
}

void table_change::read_action()
{
    const std::size_t offset = r_.at.offset();
    if (r_.at.take(keyword::add_kw)) return read_add();
    if (r_.at.take(keyword::drop_kw)) return read_drop();
    if (r_.at.take(keyword::rename_kw)) return read_rename();
    if (r_.at.take(keyword::alter_kw)) return read_alter_column();
    if (r_.at.take(keyword::modify_kw)) {
        r_.at.take(keyword::column_kw);
        return definition_.read_column(end());
    }
    if (r_.at.take(keyword::change_kw)) {
        r_.at.take(keyword::column_kw);
        const bool kept = equal_in_any_case(r_.at.text(r_.at.peek()), r_.at.text(r_.at.peek(1)));
        if (kept)
            r_.at.skip();
        else
            definition_.read_dropped_column();
        return definition_.read_column(end());
    }
    if (!at_harmless()) refuse(because::not_understood, offset);
    definition_.pass_any(end());
}

void table_change::read_actions()
{
    do read_action();
    while (r_.at.take(","));
}

}  // namespace

void read_alter_table(reading& r)
{
    r.at.skip();
    r.at.expect(keyword::table_kw);
    take_if_exists(r);
    const named_table table = take_table(r);
    if (table.what->guarded) return table_change(r, table).read_actions();
    // Another table: it must not take the protected one's name, nor refer to protected columns.
    while (!r.at.at_statement_end()) {
        const bool renamed = r.at.is(keyword::to_kw) && r.at.is(token_kind::word, 1) &&
                             r.names.guards({r.at.text(r.at.peek(1)), false, 0});
        refuse_shared_rows(r);
        if (renamed) refuse(because::shadowed, r.at.offset(), r.at.text(r.at.peek(1)));
        if (!r.at.take(keyword::references_kw)) {
            r.at.skip();
            continue;
        }
        const named_table other = take_table(r);
        if (!r.at.is("(")) continue;
        const std::size_t close = r.at.peek().partner;
        r.at.skip();
        while (r.at.position() < close) table_definition(r, *other.what).pass_plain(close), r.at.take(",");
    }
}

}  // namespace cellseal
