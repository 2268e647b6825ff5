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

row_key row_resealer::key_of(const stored_table_row& row)
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

std::string row_resealer::stored_bytes(const attribute& which, const stored_field& cell) const
{
    std::string stored = cell.text;
    if (which.form == stored_form::bytes) how_.from_exchanged(stored, which.place());
    return stored;
}

void row_resealer::put(const attribute& which, stored_field& cell, std::string stored) const
{
    if (which.form == stored_form::bytes) how_.to_exchanged(stored);
    cell.set_text(std::move(stored));
}

// Points into `stored`, plain_ or room_.
plain_view row_resealer::plain_of(std::size_t column, const std::string& stored, const row_key& key)
{
    const attribute& which = *shape_.columns[column].which;
    if (takes_in_[column] && !sealed_value::has_magic(stored, which.form))
        return to_plain(&stored, soci::details::x_stdstring, which, room_);
    return field_sealer::open(which, keys_, stored, key, plain_).value;
}

bool row_resealer::reseal_cell(std::size_t column, stored_table_row& row, const row_key& key)
{
    const attribute& which = *shape_.columns[column].which;
    const cell_place place = places_[column];
    stored_field& value = row.cells[place.value];
    if (value.is_null()) return false;
    const std::string stored = stored_bytes(which, value);
    const bool old_value = !starts_with_one_of(stored, marks_[column].values);
    const bool has_token = place.token != place.value;
    const stored_field& token = row.cells[place.token];
    const bool old_token =
        has_token && (token.is_null() ? which.nulls == null_policy::keep
                                      : !starts_with_one_of(stored_bytes(which, token), marks_[column].tokens));
    if (!old_value && !old_token) return false;

    const wipe_when_done wiping{plain_};
    const plain_view plain = plain_of(column, stored, key);
    std::string new_value, new_token;
    if (old_value) field_sealer::seal(which, keys_, plain, key, new_value, scratch_);
    const bool tokened = old_token && blind_index::token(which, keys_, plain, new_token, scratch_);
    if (old_value) put(which, value, std::move(new_value));
    if (tokened) put(which, row.cells[place.token], std::move(new_token));
    return old_value || tokened;
}

/// Whether the column holds a value under the sealing key: another has been told, or waits to be taken in.
bool row_resealer::is_present(std::size_t column, const stored_table_row& row) const
{
    const stored_field& cell = row.cells[places_[column].value];
    return !cell.is_null() &&
           starts_with_one_of(stored_bytes(*shape_.columns[column].which, cell), marks_[column].values);
}

/// After the values themselves: they are opened as they will be stored.
bool row_resealer::reseal_compound(std::size_t column, stored_table_row& row, const row_key& key)
{
    const sealed_column& tokens = shape_.columns[column];
    stored_field& cell = row.cells[places_[column].value];
    const auto lacks_value = [&](std::size_t part) { return row.cells[places_[part].value].is_null(); };
    if (!cell.is_null() && std::ranges::any_of(tokens.parts, lacks_value)) {
        cell.state = soci::i_null;
        return true;
    }
    if (is_present(column, row)) return false;
    if (!std::ranges::all_of(tokens.parts, [&](std::size_t part) { return is_present(part, row); })) return false;
    std::deque<wiping_buffer> opened;
    std::vector<plain_view> values;
    for (const std::size_t part : tokens.parts) {
        const attribute& which = *shape_.columns[part].which;
        const std::string stored = stored_bytes(which, row.cells[places_[part].value]);
        values.push_back(field_sealer::open(which, keys_, stored, key, opened.emplace_back()).value);
    }
    std::string token;
    if (!blind_index::token(*tokens.compound, keys_, values, token, scratch_)) return false;
    put(*tokens.which, cell, std::move(token));
    return true;
}

bool row_resealer::reseal(stored_table_row& row, const told_finding& tell)
{
    const row_key key = key_of(row);
    bool any = false;
    for (std::size_t column = 0; column < shape_.columns.size(); ++column) {
        const bool compound = shape_.columns[column].compound != nullptr;
        if (is_take_in_ && !compound && !takes_in_[column]) continue;
        try {
            any |= compound ? reseal_compound(column, row, key) : reseal_cell(column, row, key);
        } catch (const error& refused) {
            if (refused.code() == errc::no_sealing_key || refused.code() == errc::out_of_locked_memory) throw;
            tell(*shape_.columns[column].which, refused.code());
        }
    }
    return any;
}

void row_resealer::verify_cell(std::size_t column, const stored_table_row& row, const row_key& key)
{
    const attribute& which = *shape_.columns[column].which;
    const cell_place place = places_[column];
    const stored_field& value = row.cells[place.value];
    const stored_field& token = row.cells[place.token];
    if (!value.is_null()) {
        const std::string stored = stored_bytes(which, value);
        const wipe_when_done wiping{plain_};
        if (!which.holds_tokens()) static_cast<void>(field_sealer::open(which, keys_, stored, key, plain_));
        if (!starts_with_one_of(stored, marks_[column].values))
            throw error(errc::key_not_usable, "a value of another key");
    }
    if (place.token != place.value && !token.is_null() &&
        !starts_with_one_of(stored_bytes(which, token), marks_[column].tokens))
        throw error(errc::key_not_usable, "a token of another index key");
}

void row_resealer::verify(const stored_table_row& row, const told_finding& tell)
{
    const row_key key = key_of(row);
    const auto present = [&](std::size_t part) { return is_present(part, row); };
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
