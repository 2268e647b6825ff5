#include "adapters/orm/soci/sealed_inputs.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/redaction.h"
#include "adapters/orm/soci/stale_write.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

void sealed_inputs::add_row_key(const parameter_use& use, std::size_t row, row_key& key)
{
    key.clear();
    const attribute& subject = *use.subject;
    const auto table = std::find_if(session_.interceptor().registry().tables().begin(),
                                    session_.interceptor().registry().tables().end(),
                                    [&](auto& each) { return same_identifier(each.name, subject.table); });
    for (std::size_t part = 0; part < use.row_key.size(); ++part) {
        const use_record* source = by_occurrence_[use.row_key[part]];
        const std::string& column = table->key_columns.at(part);
        if (source == nullptr || source->indicator_of(row) == soci::i_null)
            throw error(errc::missing_row_key,
                        fmt::format("{} is bound to its row, but {}.{} has no value here; bind the whole key.",
                                    subject.full_name(), subject.table, column));
        plain_room room;
        key.add(to_plain(source->value_of(row), source->type, session_.schema().type_of_key_part(subject.table, column),
                         subject.table + "." + column, room));
    }
}

// What was withheld when it was read is not what the row holds.
plain_view sealed_inputs::written_value(std::size_t occurrence, std::size_t row, plain_room& room) const
{
    const use_record& source = *by_occurrence_[occurrence];
    const parameter_use& use = plan_->parameters[occurrence];
    const soci::indicator state = source.indicator_of(row);
    if (state == soci::i_truncated && use.role == parameter_role::write)
        throw error(errc::withheld, fmt::format("The value bound for {} was withheld when it was read; leave the "
                                                "column out of the statement or bind a value.",
                                                use.subject->full_name()));
    return state == soci::i_null ? plain_view{} : to_plain(source.value_of(row), source.type, *use.subject, room);
}

void sealed_inputs::seal_compound(inner_parameter& parameter, const keyring& keys)
{
    const bound_parameter& what = parameter.what();
    const compound_definition& index = *what.compound;
    const std::size_t rows = parameter.source().count();
    parameter.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        std::deque<plain_room> rooms;
        std::vector<plain_view> values;
        for (const std::size_t part : what.parts) values.push_back(written_value(part, row, rooms.emplace_back()));
        std::string& stored = parameter.stored(row);
        const bool present = attribute_interceptor::store_compound(what, keys, values, stored, scratch_);
        if (present) session_.schema().require_room(index.tokens, true, stored.size());
        if (present && index.tokens.form == stored_form::bytes) session_.how().to_exchanged(stored);
        parameter.set_null(row, !present);
    }
    scratch_.wipe();
}

void sealed_inputs::seal(inner_parameter& parameter, const keyring& keys)
{
    if (parameter.what().compound != nullptr) return seal_compound(parameter, keys);
    const use_record& source = parameter.source();
    const attribute& subject = *parameter.subject();
    const parameter_use& use = plan_->parameters[parameter.what().source];
    const bool token = parameter.what().form == bound_form::token;
    const std::size_t rows = source.count();
    parameter.resize(rows);
    row_key key;
    for (std::size_t row = 0; row < rows; ++row) {
        const plain_view value = written_value(use.occurrence, row, room_);
        const bool sealed = !token && (value.type != value_type::null || subject.nulls == null_policy::seal);
        if (subject.bound_to_row && sealed) add_row_key(use, row, key);
        std::string& stored = parameter.stored(row);
        const bool present = session_.interceptor().store(*plan_, parameter.what(), keys, value, key, stored, scratch_);
        if (present) session_.schema().require_room(subject, token, stored.size());
        if (present && subject.form == stored_form::bytes) session_.how().to_exchanged(stored);
        parameter.set_null(row, !present);
    }
    room_.scalar.reset();
    room_.bytes.wipe();
    scratch_.wipe();
}

void sealed_inputs::keep_for_comparison()
{
    for (const auto& each : kept_) {
        const use_record& source = *by_occurrence_[each->occurrence];
        plain_view plain;
        if (source.indicator_of(0) != soci::i_null)
            plain = to_plain(source.value_of(0), source.type, *plan_->parameters[each->occurrence].subject, room_);
        each->type = plain.type;
        each->bytes = each->body.take(plain.body.size());
        if (!plain.body.empty()) std::memcpy(each->bytes.data(), plain.body.data(), plain.body.size());
    }
}

plain_view sealed_inputs::kept(std::size_t occurrence) const
{
    for (const auto& each : kept_)
        if (each->occurrence == occurrence) return {each->type, each->bytes};
    return {};
}

/// Under one keyring; null when there is nothing to seal.
std::shared_ptr<const keyring> sealed_inputs::seal_all()
{
    std::shared_ptr<const keyring> keys;
    for (const auto& each : parameters_) {
        if (each->is_as_given()) continue;
        if (!keys) keys = session_.interceptor().keys_for_sealing();
        seal(*each, *keys);
    }
    return keys;
}

void sealed_inputs::fill(soci::details::statement_backend& inner, std::string_view sql)
{
    if (filled_) return;
    connect(sql);
    keys_ = seal_all();
    if (keys_ != nullptr && !settle_uniqueness(*keys_)) {
        session_.interceptor().reload_keys();
        keys_ = seal_all();
        if (!settle_uniqueness(*keys_)) refuse_stale_write();
    }
    keep_for_comparison();
    redacting("binding parameters of", sql, [&] {
        for (const auto& each : parameters_) each->pre_use(inner, session_.how());
    });
    filled_ = true;
}

void sealed_inputs::pre_exec(int rows)
{
    for (const auto& each : parameters_) each->pre_exec(rows);
}

void sealed_inputs::post_use(const use_record& record, bool got_data, soci::indicator* indicator)
{
    for (auto each = may_come_back_.rbegin(); each != may_come_back_.rend(); ++each)
        if (&(*each)->source() == &record) (*each)->post_use(got_data, indicator);
}

}  // namespace cellseal::soci_orm
