#include "adapters/orm/soci/sealed_outputs.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/client_blob.h"
#include "adapters/orm/soci/exchange_value.h"
#include "adapters/orm/soci/redaction.h"
#include "plugin/error/error.h"
#include "plugin/values/sealed_value.h"

namespace cellseal::soci_orm {

using soci::details::statement_backend;

void sealed_outputs::plan(std::shared_ptr<const statement_plan> plan)
{
    drop();
    plan_ = std::move(plan);
}

void sealed_outputs::drop() noexcept
{
    columns_.clear();
    defined_rows_.reset();
    for (into_record* each : records_) {
        each->column = nullptr;
        each->passed.reset();
        each->passed_vector.reset();
    }
}

void sealed_outputs::add(into_record& record)
{
    if (std::find(records_.begin(), records_.end(), &record) == records_.end()) records_.push_back(&record);
    look_for_vectors();
    record.column = nullptr;
    record.passed.reset();
    record.passed_vector.reset();
    defined_rows_.reset();
}

void sealed_outputs::remove(into_record& record) noexcept
{
    std::erase(records_, &record);
    look_for_vectors();
}

void sealed_outputs::before_execute(statement_backend& inner, int rows, std::shared_ptr<const keyring> keys)
{
    define(inner);
    keys_ = columns_.empty() ? nullptr : std::move(keys);
    before_fetch();
    for (const auto& each : columns_) {
        each->pre_fetch();
        each->pre_exec(rows);
    }
    for (const into_record* each : records_) {
        if (each->passed) each->passed->pre_fetch();
        if (each->passed) each->passed->pre_exec(rows);
        if (each->passed_vector) each->passed_vector->pre_fetch();
        if (each->passed_vector) each->passed_vector->pre_exec(rows);
    }
}

// Single values have their room since they were defined.
void sealed_outputs::before_fetch()
{
    if (!fetches_vectors_) return;
    const std::size_t rows = rows_asked_for();
    for (const auto& each : columns_) each->make_room(rows);
    for (into_record* each : records_) each->found.resize(each->count());
}

namespace {

/// After a full batch some backends tell how many rows are left, this batch included.
std::size_t rows_fetched(statement_backend& inner, sealed_outputs::fetch_result result, int asked)
{
    const int told = std::max(inner.get_number_of_rows(), 0);
    return static_cast<std::size_t>(result == statement_backend::ef_success ? std::min(told, asked) : told);
}

}  // namespace

sealed_outputs::fetch_result sealed_outputs::accept(statement_backend& inner, fetch_result result, int rows,
                                                    bool from_fetch)
{
    for (;; from_fetch = true) {
        kept_.clear();
        if (fetches_vectors_)
            rows_ = rows_fetched(inner, result, rows);
        else
            rows_ = result == statement_backend::ef_success && rows > 0 ? 1 : 0;
        take(inner, from_fetch);
        if (!kept_.empty() || rows_ == 0 || result == statement_backend::ef_no_data) return result;
        before_fetch();
        result = inner.fetch(rows);
    }
}

void sealed_outputs::read_columns(statement_backend& inner, bool from_fetch)
{
    const bool lends = !lent_.empty() && session_.how().lend(inner, lent_);
    auto lent = lent_.begin();
    for (const auto& each : columns_)
        if (lends && each->may_be_lent())
            each->borrow(*lent++);
        else
            each->take(rows_, from_fetch);
}

void sealed_outputs::take(statement_backend& inner, bool from_fetch)
{
    if (rows_ == 0) return;
    read_columns(inner, from_fetch);
    for (std::size_t row = 0; row < rows_; ++row) {
        if (is_true_hit(row)) {
            for (into_record* each : records_)
                if (each->column != nullptr)
                    each->found[kept_.size()] = deliver(*each->column, row, each->slot(kept_.size()), each->type);
            kept_.push_back(row);
        }
        for (const auto& each : columns_) each->forget_row();
    }
}

bool sealed_outputs::is_true_hit(std::size_t row)
{
    for (const hit_check& check : plan_->hit_checks) {
        inner_column& column = *column_at(static_cast<int>(check.column) + 1);
        if (column.is_null(row)) return false;
        wanted_.clear();
        for (const std::size_t occurrence : check.occurrences) wanted_.push_back(inputs_.kept(occurrence));
        if (!attribute_interceptor::is_hit(check, *column.subject(), open(column, row), wanted_)) return false;
    }
    return true;
}

plain_view sealed_outputs::open(inner_column& column, std::size_t row)
{
    if (column.opened) return *column.opened;
    if (!keys_) keys_ = session_.interceptor().keys_for_opening();
    row_key key;
    for (const std::size_t part : use_of(column.position())->row_key)
        column_at(static_cast<int>(part) + 1)->add_to(key, row);
    if (column.subject()->form == stored_form::bytes) session_.how().from_exchanged(column.own(row), column.place());
    if (column.subject()->plain_passes && !sealed_value::has_magic(column.stored(row), column.subject()->form)) {
        column.opened =
            to_plain(&column.own(row), soci::details::x_stdstring, *column.subject(), column.plain_room_of_row);
        return *column.opened;
    }
    column.opened =
        session_.interceptor().open(*column.subject(), keys_, column.stored(row), key, column.scratch).value;
    return *column.opened;
}

soci::indicator sealed_outputs::deliver(inner_column& column, std::size_t row, void* to,
                                        soci::details::exchange_type type)
{
    if (column.is_null(row)) return soci::i_null;
    if (column.subject() == nullptr) {
        const plain_view part =
            column.holds_numbers() ? plain_view(*column.number(row)) : plain_text(column.stored(row));
        from_plain(part, to, type, column.place());
        return soci::i_ok;
    }
    if (column.subject()->reading == read_policy::write_only) {
        make_empty(to, type);
        return soci::i_truncated;
    }
    const plain_view value = open(column, row);
    if (value.type == value_type::null) return soci::i_null;
    from_plain(value, to, type, column.place());
    return soci::i_ok;
}

int sealed_outputs::number_of_rows(statement_backend& inner) const
{
    return fetches_vectors_ ? static_cast<int>(kept_.size()) : inner.get_number_of_rows();
}

void sealed_outputs::report(const into_record& record, soci::indicator found, soci::indicator* to,
                            std::string_view sql) const
{
    if (to != nullptr)
        *to = found;
    else if (found == soci::i_null)
        throw_redacted("Null value fetched and no indicator defined.", "fetching data from", sql);
    else if (found == soci::i_truncated)
        throw error(errc::withheld,
                    fmt::format("{} can be written, but not read; leave it out of the SELECT, or pass an indicator, "
                                "which becomes i_truncated.",
                                use_of(record.position)->subject->full_name()));
}

void sealed_outputs::finish(into_record& record, bool got_data, bool from_fetch, soci::indicator* indicator,
                            std::string_view sql)
{
    if (record.passed)
        redacting("fetching data from", sql, [&] { record.passed->post_fetch(got_data, from_fetch, indicator); });
    else if (got_data)
        report(record, record.found[0], indicator, sql);
}

void sealed_outputs::finish_vector(into_record& record, bool got_data, soci::indicator* indicators,
                                   std::string_view sql)
{
    if (record.passed_vector && (kept_.size() == rows_ || !got_data))
        return redacting("fetching data from", sql, [&] { record.passed_vector->post_fetch(got_data, indicators); });
    if (!got_data) return;
    if (record.passed_vector) {
        // All rows first, into the full vector, then those that do not count are closed over.
        std::vector<soci::indicator> all(record.begin + rows_, soci::i_ok);
        redacting("fetching data from", sql, [&] { record.passed_vector->post_fetch(true, all.data()); });
        exchanged_vector(record.data, record.type).close_gaps(record.begin, kept_);
        record.set_count(kept_.size());
        for (std::size_t row = 0; row < kept_.size(); ++row) record.found[row] = all[record.begin + kept_[row]];
    }
    for (std::size_t row = 0; row < kept_.size(); ++row)
        report(record, record.found[row], indicators == nullptr ? nullptr : indicators + record.begin + row, sql);
}

void sealed_outputs::resize(into_record& record, std::size_t rows)
{
    if (!record.passed_vector)
        record.set_count(rows);
    else
        record.passed_vector->resize(rows == 0 ? 0 : kept_.size() == rows_ ? rows : rows_);
}

}  // namespace cellseal::soci_orm
