#include "plugin/statements/upsert.h"

#include <algorithm>

#include "plugin/statements/compound_write.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/resolve.h"
#include "plugin/statements/search.h"

namespace cellseal {
namespace {

class upsert {
public:
    upsert(reading& r, const scope& names, const binding& target, const insert_reader& inserted)
        : r_(r), names_(names), target_(target), inserted_(inserted)
    {
    }

    void read_conflict();
    void read_duplicate_key(const name& row_alias);
    /// (column, …): the columns by which a stored row is recognised.
    void read_columns();

private:
    void read_conflict_target();
    void read_conflict_column(std::vector<operand>& protected_ones);
    void go_by_indexes(const std::vector<operand>& protected_ones);
    void go_by_own_index(const operand& column);
    [[nodiscard]] bool are_rows_moved() const noexcept;
    void read_update(scope& tables, bool own_key);
    void bind_to_row(const std::vector<bound_write>& bound, bool own_key);
    [[nodiscard]] bool names_the_key() const;

    reading& r_;
    const scope& names_;
    const binding& target_;
    const insert_reader& inserted_;
    std::vector<name> conflict_columns_;
    bool plain_target_ = true;
};

/// A unique constraint over a protected column lies on its index column.
void upsert::read_conflict_column(std::vector<operand>& protected_ones)
{
    const operand column = read_operand(r_, names_);
    if (!column.is_protected()) {
        if (column.kind == operand_kind::column && column.column != nullptr)
            conflict_columns_.push_back(column.column->called);
        else
            plain_target_ = false;
        while (!r_.at.is(",") && !r_.at.is(")")) {  // An operator class.
            if (!r_.at.is(token_kind::word)) r_.at.not_understood();
            r_.at.skip();
        }
        return;
    }
    const attribute& subject = *column.subject();
    const std::size_t offset = r_.offset_of(column.first);
    plain_target_ = false;
    if (column.kind != operand_kind::column || column.first != column.last || (!r_.at.is(",") && !r_.at.is(")"))) {
        refuse(because::not_an_equality, offset, subject.full_name());
    }
    const bool twice = std::any_of(protected_ones.begin(), protected_ones.end(),
                                   [&](const operand& each) { return each.sealed == column.sealed; });
    if (twice) refuse(because::not_understood, offset);
    protected_ones.push_back(column);
}

/// Whether a row with the same value under another live key is moved to the present one before the statement runs, so
/// that the conflict is seen: where keys can be changed at all.
bool upsert::are_rows_moved() const noexcept
{
    return r_.language.which != dialect::firebird && r_.language.which != dialect::odbc;
}

void upsert::go_by_own_index(const operand& column)
{
    const attribute& subject = *column.subject();
    const std::size_t offset = r_.offset_of(column.first);
    if (subject.found_by == lookup::none)
        refuse(subject.compounds.empty() ? because::not_searchable : because::found_together_only, offset,
               subject.full_name());
    const bool indexed = subject.found_by == lookup::blind_index;
    if (!are_rows_moved() && (indexed ? r_.live.index_keys : r_.live.data_keys) > 1)
        refuse(because::keys_changing_join, offset, subject.full_name());
    if (!indexed) return;
    if (subject.index->lossy()) refuse(because::lossy_index, offset, subject.full_name());
    go_by_companion(r_, column);
}

/// Columns that have an index together are one column to the unique constraint: it stands where the first of them
/// stood.
void upsert::go_by_indexes(const std::vector<operand>& protected_ones)
{
    std::vector<operand> alone = protected_ones;
    const protected_table* table = target_.what->table;
    for (const compound_definition* index :
         table != nullptr ? table->compounds : std::vector<const compound_definition*>{}) {
        std::vector<operand> together, others;
        for (const operand& each : alone) {
            const bool part = std::find(index->parts.begin(), index->parts.end(), each.sealed) != index->parts.end();
            (part ? together : others).push_back(each);
        }
        if (together.size() != index->parts.size()) continue;
        const std::size_t offset = r_.offset_of(together.front().first);
        if (!are_rows_moved() && r_.live.index_keys > 1)
            refuse(because::keys_changing_join, offset, index->tokens.full_name());
        if (index->index().lossy()) refuse(because::lossy_index, offset, index->tokens.full_name());
        r_.edits.replace(together.front().first, together.front().first, companion_text(r_, *index));
        for (std::size_t i = 1; i < together.size(); ++i)
            r_.edits.replace(together[i].first - 1, together[i].first, " ");
        alone = std::move(others);
    }
    for (const operand& each : alone) go_by_own_index(each);
}

void upsert::read_columns()
{
    r_.at.expect("(");
    std::vector<operand> protected_ones;
    do read_conflict_column(protected_ones);
    while (r_.at.take(","));
    r_.at.expect(")");
    go_by_indexes(protected_ones);
}

void upsert::read_conflict_target()
{
    conflict_columns_.clear();
    plain_target_ = true;
    if (r_.at.take(keyword::on_kw)) {
        r_.at.expect(keyword::constraint_kw);
        take_name(r_);
        plain_target_ = false;
        return;
    }
    if (!r_.at.is("(")) {
        plain_target_ = false;
        return;
    }
    read_columns();
    if (r_.at.take(keyword::where_kw)) {
        plain_target_ = false;
        read_condition(r_, names_, false);
    }
}

bool upsert::names_the_key() const
{
    const protected_table* table = target_.what->table;
    if (table == nullptr || !plain_target_ || table->key_columns.size() != conflict_columns_.size()) return false;
    return std::all_of(table->key_columns.begin(), table->key_columns.end(), [&](const std::string& part) {
        return std::any_of(conflict_columns_.begin(), conflict_columns_.end(),
                           [&](const name& each) { return r_.same_name(each, schema_name(part)); });
    });
}

void upsert::bind_to_row(const std::vector<bound_write>& bound, bool own_key)
{
    for (const bound_write& each : bound) {
        if (!own_key) refuse(because::key_of_other_row, r_.offset_of(each.token), each.subject->full_name());
        if (each.occurrence == std::string::npos) continue;  // excluded.x was sealed for this very key
        const std::vector<std::size_t> key = inserted_.key_of_only_row();
        if (key.empty()) refuse(because::key_missing, r_.offset_of(each.token), each.subject->full_name());
        r_.uses[each.occurrence].row_key = key;
    }
}

void upsert::read_update(scope& tables, bool own_key)
{
    std::vector<bound_write> bound;
    read_assignments(r_, tables, &tables.bindings.front(), bound);
    bind_to_row(bound, own_key);
}

void upsert::read_conflict()
{
    read_conflict_target();
    r_.at.expect(keyword::do_kw);
    if (r_.at.take(keyword::nothing_kw)) return;
    r_.at.expect(keyword::update_kw);
    r_.at.expect(keyword::set_kw);
    scope& tables = r_.new_scope(names_.outer);
    tables.bindings.push_back(target_);
    tables.bindings.push_back({schema_name("excluded"), target_.what, true, false});
    // An unqualified name means the stored row, never the proposed one.
    tables.unqualified_limit = 1;
    read_update(tables, names_the_key());
    if (r_.at.take(keyword::where_kw)) read_condition(r_, tables, false);
}

void upsert::read_duplicate_key(const name& row_alias)
{
    scope& tables = r_.new_scope(names_.outer);
    tables.bindings.push_back(target_);
    tables.bindings.push_back({row_alias.empty() ? schema_name("values") : row_alias, target_.what, true, false});
    tables.unqualified_limit = 1;
    tables.proposed = &tables.bindings.back();
    read_update(tables, false);
}

}  // namespace

operand read_proposed(reading& r, const scope& names)
{
    const auto first = static_cast<std::uint32_t>(r.at.position());
    r.at.skip();
    r.at.expect("(");
    scope only;
    only.bindings.push_back(*names.proposed);
    std::vector<name> path{take_name(r)};
    while (r.at.take(".")) path.push_back(take_name_behind_dot(r));
    path.erase(path.begin(), path.end() - 1);
    operand made = resolve(r, only, path);
    r.at.expect(")");
    made.from = made.kind == operand_kind::column ? names.proposed : nullptr;
    made.in = made.seen_from = nullptr;  // This scope is gone at once.
    made.first = first;
    made.last = static_cast<std::uint32_t>(r.at.position() - 1);
    return made;
}

void read_upsert(reading& r, const scope& names, const binding& target, const insert_reader& inserted)
{
    name row_alias;
    if (r.language.which == dialect::mysql && r.at.take(keyword::as_kw)) {
        row_alias = take_name(r);
        if (r.at.is("(")) r.at.not_understood();
    }
    upsert reader(r, names, target, inserted);
    if (r.language.which == dialect::firebird && r.at.take(keyword::matching_kw)) reader.read_columns();
    while (r.at.is(keyword::on_kw)) {
        if (r.at.take(keyword::on_kw, keyword::conflict_kw)) {
            reader.read_conflict();
        } else if (r.at.take(keyword::on_kw, keyword::duplicate_kw)) {
            r.at.expect(keyword::key_kw);
            r.at.expect(keyword::update_kw);
            reader.read_duplicate_key(row_alias);
        } else {
            r.at.not_understood();
        }
    }
}

}  // namespace cellseal
