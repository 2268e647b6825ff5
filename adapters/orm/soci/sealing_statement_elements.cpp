// What SOCI asks a statement for beside running it: its elements, names and counts.

#include "adapters/orm/soci/column_types.h"
#include "adapters/orm/soci/exchange_backends.h"
#include "adapters/orm/soci/inner_elements.h"
#include "adapters/orm/soci/passing_elements.h"
#include "adapters/orm/soci/redaction.h"
#include "adapters/orm/soci/sealing_statement.h"

namespace cellseal::soci_orm {

long long sealing_statement::get_affected_rows()
{
    return passes()
               ? inner_->get_affected_rows()
               : redacting("getting the number of rows affected by", sql_, [&] { return inner_->get_affected_rows(); });
}

int sealing_statement::get_number_of_rows()
{
    return passes() ? inner_->get_number_of_rows() : outputs_.number_of_rows(*inner_);
}

// SOCI asks while it words an error: anything thrown here would take that error's place.
std::string sealing_statement::get_parameter_name(int index) const
{
    try {
        if (passes()) return inner_->get_parameter_name(index);
        return plan_->parameters.at(plan_->positions.at(static_cast<std::size_t>(index)).at(0)).name;
    } catch (...) {
        return {};
    }
}

void sealing_statement::describe_column(int position, column_type& type, std::string& name)
{
    if (passes()) return inner_->describe_column(position, type, name);
    redacting("describing", sql_, [&] { inner_->describe_column(position, type, name); });
    const auto index = static_cast<std::size_t>(position) - 1;
    if (index < plan_->columns.size() && plan_->columns[index].subject != nullptr)
        type = described_type(*plan_->columns[index].subject);
}

#if CELLSEAL_SOCI_4_1
int sealing_statement::get_row_to_dump() const { return inner_->get_row_to_dump(); }
soci::data_type sealing_statement::to_data_type(soci::db_type type) const { return inner_->to_data_type(type); }
soci::db_type sealing_statement::exchange_dbtype_for(soci::db_type type) const
{
    return inner_->exchange_dbtype_for(type);
}
#endif

soci::details::standard_into_type_backend* sealing_statement::make_into_type_backend()
{
    if (!passes()) return new sealing_into(*this);
    handed_out_inner_elements_ = true;
    if (!session_.how().has_free_blobs()) return new passing_into(make_into(*inner_));
    return make_into(*inner_);
}

soci::details::standard_use_type_backend* sealing_statement::make_use_type_backend()
{
    if (!passes()) return new sealing_use(*this);
    handed_out_inner_elements_ = true;
    if (!session_.how().has_free_blobs()) return new passing_use(make_use(*inner_));
    return make_use(*inner_);
}

soci::details::vector_into_type_backend* sealing_statement::make_vector_into_type_backend()
{
    if (!passes()) return new sealing_vector_into(*this);
    handed_out_inner_elements_ = true;
    return make_vector_into(*inner_);
}

soci::details::vector_use_type_backend* sealing_statement::make_vector_use_type_backend()
{
    if (!passes()) return new sealing_vector_use(*this);
    handed_out_inner_elements_ = true;
    return make_vector_use(*inner_);
}

}  // namespace cellseal::soci_orm
