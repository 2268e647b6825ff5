#include "adapters/orm/soci/key_change/row_resealer.h"

#include <algorithm>
#include <deque>

#include "plugin/error/error.h"
#include "plugin/values/compound_index.h"
#include "plugin/values/sealed_value.h"

namespace cellseal::soci_orm {

namespace {

bool starts_with_one_of(const std::string& stored, const std::vector<std::string>& marks)
{
    return std::ranges::any_of(marks, [&](const std::string& each) { return stored.starts_with(each); });
}

}  // namespace

row_resealer::row_resealer(const table_shape& shape, const engine& how, const keyring& keys,
                           std::span<const std::string> taken_in)
    : shape_(shape), how_(how), keys_(keys), is_take_in_(!taken_in.empty())
{
    std::size_t next = 0;
    for (const sealed_column& each : shape.columns) {
        marks_.push_back(present_marks(*each.which, keys));
        takes_in_.push_back(std::ranges::find(taken_in, each.which->full_name()) != taken_in.end());
        if (marks_.back().values.empty())
            throw error(errc::no_sealing_key, "the keyring has no key that seals; restore it or change the key");
        const std::size_t value = next++;
        places_.push_back({value, each.token.empty() ? value : next++});
    }
}

row_key row_resealer::key_of(const stored_table_row& row) const
{
    row_key key;
    for (const stored_field& each : row.row_key) {
        if (each.is_null()) return {};
        if (each.is_number)
            key.add(plain_scalar(static_cast<std::int64_t>(each.number)));
        else
            key.add(plain_text(each.text));
    }
    return key;
}

// Until the next call.
const std::string& row_resealer::stored_bytes(const attribute& which, const stored_field& cell)
{
    if (which.form != stored_form::bytes) return cell.text;
    stored_ = cell.text;
    how_.from_exchanged(stored_, which.place());
    return stored_;
}

bool row_resealer::has_mark(const attribute& which, const stored_field& cell, const std::vector<std::string>& marks)
{
    return starts_with_one_of(stored_bytes(which, cell), marks);
}

void row_resealer::replace(std::size_t column, std::size_t cell, row_in_hand& row, std::string& stored) const
{
    if (shape_.columns[column].which->form == stored_form::bytes) how_.to_exchanged(stored);
    row.after[cell].set_text(stored);
    row.replaced[cell] = true;
}

// Points into `stored`, plain_ or room_.
plain_view row_resealer::plain_of(std::size_t column, const std::string& stored, const row_key& key)
{
    const attribute& which = *shape_.columns[column].which;
    if (takes_in_[column] && !sealed_value::has_magic(stored, which.form))
        return to_plain(&stored, soci::details::x_stdstring, which, room_);
    return field_sealer::open(which, keys_, stored, key, plain_).value;
}

void row_resealer::reseal_cell(std::size_t column, row_in_hand& row)
{
    const attribute& which = *shape_.columns[column].which;
    const cell_place place = places_[column];
    const stored_field& value = row.before.cells[place.value];
    if (value.is_null()) return;
    const bool has_token = place.token != place.value;
    const stored_field& token = row.before.cells[place.token];
    const bool old_token = has_token && (token.is_null() ? which.nulls == null_policy::keep
                                                         : !has_mark(which, token, marks_[column].tokens));
    const std::string& stored = stored_bytes(which, value);
    const bool old_value = !starts_with_one_of(stored, marks_[column].values);
    if (!old_value && !old_token) return;

    const wipe_when_done wiping{plain_};
    const plain_view plain = plain_of(column, stored, row.key);
    new_value_.clear();
    new_token_.clear();
    if (old_value) field_sealer::seal(which, keys_, plain, row.key, new_value_, scratch_);
    const bool tokened = old_token && blind_index::token(which, keys_, plain, new_token_, scratch_);
    if (old_value) replace(column, place.value, row, new_value_);
    if (tokened) replace(column, place.token, row, new_token_);
}

/// Whether the column holds a value under the sealing key: another has been told, or waits to be taken in.
bool row_resealer::is_present(std::size_t column, const stored_field& cell)
{
    return !cell.is_null() && has_mark(*shape_.columns[column].which, cell, marks_[column].values);
}

/// After the values themselves: they are opened as they will be stored.
void row_resealer::reseal_compound(std::size_t column, row_in_hand& row)
{
    const sealed_column& tokens = shape_.columns[column];
    const std::size_t place = places_[column].value;
    const auto value_of = [&](std::size_t part) -> const stored_field& { return row[places_[part].value]; };
    if (!row[place].is_null() &&
        std::ranges::any_of(tokens.parts, [&](std::size_t part) { return value_of(part).is_null(); })) {
        row.after[place].state = soci::i_null;
        row.replaced[place] = true;
        return;
    }
    if (is_present(column, row[place])) return;
    if (!std::ranges::all_of(tokens.parts, [&](std::size_t part) { return is_present(part, value_of(part)); })) return;
    std::deque<wiping_buffer> opened;
    std::vector<plain_view> values;
    for (const std::size_t part : tokens.parts) {
        const attribute& which = *shape_.columns[part].which;
        const std::string& stored = stored_bytes(which, value_of(part));
        values.push_back(field_sealer::open(which, keys_, stored, row.key, opened.emplace_back()).value);
    }
    new_token_.clear();
    if (blind_index::token(*tokens.compound, keys_, values, new_token_, scratch_))
        replace(column, place, row, new_token_);
}

void row_resealer::reseal(row_rewrite& row, const told_finding& tell)
{
    const row_key key = key_of(row.before);
    row.after.resize(row.before.cells.size());
    replaced_.assign(row.after.size(), false);
    row_in_hand now{row.before, row.after, replaced_, key};
    for (std::size_t column = 0; column < shape_.columns.size(); ++column) {
        const bool compound = shape_.columns[column].compound != nullptr;
        if (is_take_in_ && !compound && !takes_in_[column]) continue;
        try {
            compound ? reseal_compound(column, now) : reseal_cell(column, now);
        } catch (const error& refused) {
            if (refused.code() == errc::no_sealing_key || refused.code() == errc::out_of_locked_memory) throw;
            tell(*shape_.columns[column].which, refused.code());
        }
    }
    row.changed = std::ranges::find(replaced_, true) != replaced_.end();
    for (std::size_t cell = 0; row.changed && cell < row.after.size(); ++cell)
        if (!replaced_[cell]) row.after[cell] = row.before.cells[cell];
}

void row_resealer::verify_cell(std::size_t column, const stored_table_row& row, const row_key& key)
{
    const attribute& which = *shape_.columns[column].which;
    const cell_place place = places_[column];
    const stored_field& value = row.cells[place.value];
    const stored_field& token = row.cells[place.token];
    if (!value.is_null()) {
        const std::string& stored = stored_bytes(which, value);
        const wipe_when_done wiping{plain_};
        if (!which.holds_tokens()) static_cast<void>(field_sealer::open(which, keys_, stored, key, plain_));
        if (!starts_with_one_of(stored, marks_[column].values))
            throw error(errc::key_not_usable, "a value of another key");
    }
    if (place.token != place.value && !token.is_null() && !has_mark(which, token, marks_[column].tokens))
        throw error(errc::key_not_usable, "a token of another index key");
}

void row_resealer::verify(const stored_table_row& row, const told_finding& tell)
{
    const row_key key = key_of(row);
    const auto present = [&](std::size_t part) { return is_present(part, row.cells[places_[part].value]); };
    for (std::size_t column = 0; column < shape_.columns.size(); ++column) {
        // Where a value is not right, its token cannot be.
        if (!std::ranges::all_of(shape_.columns[column].parts, present)) continue;
        try {
            verify_cell(column, row, key);
        } catch (const error& refused) {
            tell(*shape_.columns[column].which, refused.code());
        }
    }
}

}  // namespace cellseal::soci_orm
