// Which result columns are read into memory of ours, and where the others go.

#include <algorithm>

#include "adapters/orm/soci/client_blob.h"
#include "adapters/orm/soci/inner_elements.h"
#include "adapters/orm/soci/sealed_outputs.h"

namespace cellseal::soci_orm {

using soci::details::statement_backend;

std::size_t sealed_outputs::rows_asked_for() const { return records_.empty() ? 1 : records_.front()->count(); }

void sealed_outputs::look_for_vectors() noexcept
{
    fetches_vectors_ =
        std::any_of(records_.begin(), records_.end(), [](const into_record* each) { return each->is_vector; });
}

const column_use* sealed_outputs::use_of(int position) const
{
    const auto index = static_cast<std::size_t>(position) - 1;
    return index < plan_->columns.size() ? &plan_->columns[index] : nullptr;
}

inner_column* sealed_outputs::column_at(int position)
{
    for (const auto& each : columns_)
        if (each->position() == position) return each.get();
    return nullptr;
}

void sealed_outputs::require_key_of(const column_use& use)
{
    if (use.row_key.empty()) return;
    const auto& tables = session_.interceptor().registry().tables();
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](auto& each) { return same_identifier(each.name, use.subject->table); });
    for (std::size_t part = 0; part < use.row_key.size(); ++part) {
        const int position = static_cast<int>(use.row_key[part]) + 1;
        if (column_at(position) != nullptr) continue;
        const std::string& column = table->key_columns.at(part);
        columns_.push_back(std::make_unique<inner_column>(
            position, session_.schema().type_of_key_part(table->name, column), table->name + "." + column));
    }
}

void sealed_outputs::require_column(int position)
{
    const column_use* use = use_of(position);
    if (use == nullptr || use->subject == nullptr) return;
    if (column_at(position) == nullptr) columns_.push_back(std::make_unique<inner_column>(position, *use->subject));
    require_key_of(*use);
}

void sealed_outputs::define_passed(statement_backend& inner, into_record& record)
{
    int position = record.position;
    if (!record.is_vector) {
        record.passed.reset(make_into(inner));
        record.passed->define_by_pos(position, native_data(record.data, record.type), record.type);
        return;
    }
    record.passed_vector.reset(make_vector_into(inner));
    if (record.is_bulk)
        record.passed_vector->define_by_pos_bulk(position, record.data, record.type, record.begin, record.end);
    else
        record.passed_vector->define_by_pos(position, record.data, record.type);
}

void sealed_outputs::define(statement_backend& inner)
{
    const std::size_t rows = rows_asked_for();
    if (defined_rows_ && rows <= *defined_rows_) return;
    for (const into_record* each : records_) require_column(each->position);
    for (const hit_check& each : plan_->hit_checks) require_column(static_cast<int>(each.column) + 1);
    std::sort(columns_.begin(), columns_.end(), [](auto& a, auto& b) { return a->position() < b->position(); });
    // By position, as SOCI hands the records out: its Firebird backend takes the n-th element for that of column n.
    auto column = columns_.begin();
    for (into_record* each : records_) {
        each->found.resize(each->count());
        for (; column != columns_.end() && (*column)->position() < each->position; ++column) define(inner, **column);
        if (column != columns_.end() && (*column)->position() == each->position) define(inner, **column++);
        each->column = column_at(each->position);
        if (each->column == nullptr && !each->passed && !each->passed_vector) define_passed(inner, *each);
    }
    for (; column != columns_.end(); ++column) define(inner, **column);
    lent_.clear();
    for (const auto& each : columns_)
        if (each->may_be_lent()) lent_.push_back({.position = each->position()});
    defined_rows_ = rows;
}

void sealed_outputs::define(statement_backend& inner, inner_column& column)
{
    const std::size_t rows = rows_asked_for();
    if (!column.is_defined_for(rows)) column.define(inner, fetches_vectors_, rows);
}

}  // namespace cellseal::soci_orm
