#include "plugin/statements/insert.h"

#include <algorithm>

#include "plugin/statements/characters.h"
#include "plugin/statements/compound_write.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/from_clause.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/upsert.h"

namespace cellseal {
namespace {

/// True for Firebird's UPDATE OR INSERT.
bool take_insert_head(reading& r)
{
    const bool updates = r.at.take(keyword::update_kw);
    if (updates) r.at.expect(keyword::or_kw);
    const bool replaces = r.at.take(keyword::replace_kw);
    if (!replaces) r.at.expect(keyword::insert_kw);
    if (!replaces && r.at.take(keyword::or_kw)) r.at.skip();  // SQLite: OR IGNORE, OR REPLACE, …
    while (r.at.take(keyword::low_priority_kw) || r.at.take(keyword::delayed_kw) ||
           r.at.take(keyword::high_priority_kw) || r.at.take(keyword::ignore_kw)) {
    }
    if (r.language.which != dialect::mysql || r.at.is(keyword::into_kw)) r.at.expect(keyword::into_kw);
    return updates;
}

}  // namespace

name insert_reader::take_column()
{
    name column = take_name(r_, true);
    while (r_.at.is(".")) {
        const bool own = r_.language.which == dialect::mysql && (r_.at.is(".", 2) || r_.same_name(column, into_.called));
        if (!own) r_.at.not_understood();
        r_.at.skip();
        column = take_name_behind_dot(r_);
    }
    return column;
}

void insert_reader::read_columns()
{
    const bool unneeded = r_.at.is(keyword::set_kw) || r_.at.is(keyword::default_kw);
    if (unneeded) return;
    if (!r_.at.is("(") || at_query(r_)) return all_columns();
    const std::size_t close = r_.at.peek().partner;
    r_.at.skip();
    listed_ = true;
    while (r_.at.position() < close) {
        columns_.push_back(written_column(r_, into_, take_column()));
        if (r_.at.position() < close) r_.at.expect(",");
    }
    r_.at.go(close + 1);
    std::string added;
    for (const relation_column* each : columns_) {
        if (each == nullptr || each->sealed == nullptr || !each->sealed->index || !each->with_companion) continue;
        if (std::count(columns_.begin(), columns_.end(), each) > 1) r_.at.not_understood();
        added += ", " + companion_text(r_, *each->sealed);
    }
    find_compounds();
    for (const compound_definition* each : compounds_) added += ", " + companion_text(r_, *each);
    if (!added.empty()) r_.edits.insert_behind(close - 1, added);
}

/// Of a row that lacks one of the values, the token is NULL; of one that is there already, it would be another's.
void insert_reader::find_compounds()
{
    const protected_table* table = into_.what->table;
    if (table == nullptr) return;
    for (const compound_definition* each : table->compounds) {
        const auto written = [&](const attribute* part) {
            return std::count_if(columns_.begin(), columns_.end(), [&](const relation_column* column) {
                return column != nullptr && column->sealed == part;
            });
        };
        const auto parts = std::count_if(each->parts.begin(), each->parts.end(),
                                         [&](const attribute* part) { return written(part) > 0; });
        if (std::any_of(each->parts.begin(), each->parts.end(),
                        [&](const attribute* part) { return written(part) > 1; }))
            r_.at.not_understood();
        if (static_cast<std::size_t>(parts) == each->parts.size())
            compounds_.push_back(each);
        else if (parts > 0 && may_update_)
            refuse(because::written_together_only, r_.at.offset(), each->parts.front()->full_name());
    }
}

std::string insert_reader::compound_values(const std::vector<operand>& values)
{
    std::string all;
    for (const compound_definition* index : compounds_) {
        std::vector<written_part> parts;
        for (const attribute* part : index->parts)
            for (std::size_t i = 0; i < values.size() && i < columns_.size(); ++i)
                if (columns_[i] != nullptr && columns_[i]->sealed == part) parts.push_back({&into_, part, values[i]});
        all += ", " + compound_value(r_, *index, into_, parts);
    }
    return all;
}

/// Without a list the values fill the columns in the table's order.
void insert_reader::all_columns()
{
    if (!into_.what->guarded) return;
    if (!into_.what->complete) refuse(because::columns_unknown, r_.at.offset(), into_.called.text);
    for (const relation_column& each : into_.what->columns) {
        if (each.companion_of != nullptr)
            refuse(because::companion_filled, r_.at.offset(), each.companion_of->full_name());
        columns_.push_back(&each);
    }
}

void insert_reader::read_value_rows()
{
    r_.at.skip();
    do {
        r_.at.take(keyword::row_kw);
        read_value_row();
        ++rows_;
    } while (r_.at.take(","));
}

void insert_reader::read_value_row()
{
    const std::size_t close = r_.at.peek().partner;
    r_.at.expect("(");
    std::vector<operand> values;
    while (r_.at.position() < close) {
        values.push_back(read_expression(r_, *names_));
        if (r_.at.position() < close) r_.at.expect(",");
    }
    r_.at.go(close + 1);
    const bool fits = listed_ ? values.size() == columns_.size() : values.size() <= columns_.size();
    if (into_.what->guarded && !fits) refuse(because::not_understood, r_.offset_of(close));
    std::string companions;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const relation_column* column = i < columns_.size() ? columns_[i] : nullptr;
        // A column in VALUES means its default or nothing; a sealed one is neither.
        require_plain(r_, values[i], because::copied);
        const std::string companion = assign(r_, into_, column, values[i]);
        if (!companion.empty()) companions += ", " + companion;
    }
    companions += compound_values(values);
    if (!companions.empty()) r_.edits.insert_behind(close - 1, companions);
    bind_to_row(values);
}

/// P17: what is bound to its row needs every part of the key as a parameter of the same row.
void insert_reader::bind_to_row(const std::vector<operand>& values)
{
    key_.clear();
    const protected_table* table = into_.what->table;
    for (const std::string& part : table != nullptr ? table->key_columns : std::vector<std::string>{}) {
        for (std::size_t i = 0; i < values.size() && i < columns_.size(); ++i) {
            const bool is_part = columns_[i] != nullptr && r_.same_name(columns_[i]->called, schema_name(part));
            if (is_part && values[i].kind == operand_kind::parameter) key_.push_back(values[i].occurrence);
        }
    }
    const bool whole = table != nullptr && !table->key_columns.empty() && key_.size() == table->key_columns.size();
    if (!whole) key_.clear();
    for (std::size_t i = 0; i < values.size() && i < columns_.size(); ++i) {
        const attribute* sealed = columns_[i] != nullptr ? columns_[i]->sealed : nullptr;
        if (sealed == nullptr || !sealed->bound_to_row || values[i].kind != operand_kind::parameter) continue;
        if (!whole) refuse(because::key_missing, r_.offset_of(values[i].first), sealed->full_name());
        r_.uses[values[i].occurrence].row_key = key_;
    }
}

/// INSERT … SET a = x, b = y (MySQL)
void insert_reader::read_set_form()
{
    r_.at.expect(keyword::set_kw);
    std::vector<operand> values;
    std::vector<written_part> parts;
    std::string companions;
    do {
        columns_.push_back(written_column(r_, into_, take_column()));
        r_.at.expect("=");
        values.push_back(read_expression(r_, *names_));
        require_plain(r_, values.back(), because::copied);
        const std::string companion = assign(r_, into_, columns_.back(), values.back());
        const attribute* sealed = columns_.back() != nullptr ? columns_.back()->sealed : nullptr;
        if (sealed != nullptr && !sealed->compounds.empty()) parts.push_back({&into_, sealed, values.back()});
        if (!companion.empty()) companions += ", " + companion_text(r_, *sealed) + " = " + companion;
    } while (r_.at.take(","));
    find_compounds();
    for (const compound_definition* each : compounds_)
        companions += ", " + companion_text(r_, *each) + " = " + compound_value(r_, *each, into_, parts);
    if (!companions.empty()) r_.edits.insert_behind(r_.at.position() - 1, companions);
    bind_to_row(values);
    rows_ = 1;
}

void insert_reader::read_source(const scope* outer)
{
    if (r_.at.take(keyword::default_kw)) return r_.at.expect(keyword::values_kw);
    if (r_.at.is(keyword::set_kw)) return read_set_form();
    const bool rows = r_.at.is(keyword::values_kw) || (r_.at.is(keyword::value_kw) && r_.at.is("(", 1));
    if (rows) return read_value_rows();
    if (!at_query(r_)) r_.at.not_understood();
    read_query_source(outer);
}

written read_insert(reading& r, const scope* outer)
{
    const bool may_update = take_insert_head(r);
    scope& names = r.new_scope(outer);
    binding& target = from_clause(r, names).read_target(alias_form::behind_as);
    insert_reader reader(r, names, target);
    if (may_update) reader.may_update();
    reader.read_columns();
    if (r.at.take(keyword::overriding_kw)) {
        r.at.skip();
        r.at.expect(keyword::value_kw);
    }
    reader.read_source(outer);
    read_upsert(r, names, target, reader);
    written made;
    read_returning(r, names, made);
    return made;
}

}  // namespace cellseal
