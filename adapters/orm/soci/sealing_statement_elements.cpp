// What SOCI asks a statement for beside running it: its elements, names and counts.

#include "adapters/orm/soci/column_types.h"
#include "adapters/orm/soci/exchange_backends.h"
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

void sealing_statement::describe_column(int position, soci::data_type& type, std::string& name)
{
    if (passes()) return inner_->describe_column(position, type, name);
    redacting("describing", sql_, [&] { inner_->describe_column(position, type, name); });
    const auto index = static_cast<std::size_t>(position) - 1;
    if (index < plan_->columns.size() && plan_->columns[index].subject != nullptr)
        type = described_type(*plan_->columns[index].subject);
}

soci::details::standard_into_type_backend* sealing_statement::make_into_type_backend()
{
    if (!passes()) return new sealing_into(*this);
    handed_out_inner_elements_ = true;
    if (!session_.how().has_free_blobs()) return new passing_into(inner_->make_into_type_backend());
    return inner_->make_into_type_backend();
}

soci::details::standard_use_type_backend* sealing_statement::make_use_type_backend()
{
    if (!passes()) return new sealing_use(*this);
    handed_out_inner_elements_ = true;
    if (!session_.how().has_free_blobs()) return new passing_use(inner_->make_use_type_backend());
    return inner_->make_use_type_backend();
}

soci::details::vector_into_type_backend* sealing_statement::make_vector_into_type_backend()
{
    if (!passes()) return new sealing_vector_into(*this);
    handed_out_inner_elements_ = true;
    return inner_->make_vector_into_type_backend();
}

soci::details::vector_use_type_backend* sealing_statement::make_vector_use_type_backend()
{
    if (!passes()) return new sealing_vector_use(*this);
    handed_out_inner_elements_ = true;
    return inner_->make_vector_use_type_backend();
}

}  // namespace cellseal::soci_orm
