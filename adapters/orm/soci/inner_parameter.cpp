#include "adapters/orm/soci/inner_parameter.h"

#include "adapters/orm/soci/client_blob.h"
#include "adapters/orm/soci/inner_elements.h"

namespace cellseal::soci_orm {

inner_parameter::inner_parameter(const bound_parameter& what, const use_record& source, const attribute* subject)
    : what_(&what), source_(&source), subject_(subject)
{
}

void inner_parameter::resize(std::size_t rows)
{
    if (stored_.size() == rows) return;
    stored_.resize(rows);
    indicators_.resize(rows);
}

void inner_parameter::bind_scalar(soci::details::statement_backend& inner)
{
    if (scalar_) return;
    scalar_.reset(make_use(inner));
    if (is_as_given())
        scalar_->bind_by_name(what_->name, native_data(source_->data, source_->type), source_->type,
                              source_->read_only);
    else
        scalar_->bind_by_name(what_->name, stored_.data(), soci::details::x_stdstring, true);
}

void inner_parameter::bind_vector(soci::details::statement_backend& inner)
{
    // A fresh element each time: those of PostgreSQL and MySQL send the first batch again (SOCI #910, #1167).
    clean_up();
    vector_.reset(make_vector_use(inner));
    if (!is_as_given())
        vector_->bind_by_name(what_->name, &stored_, soci::details::x_stdstring);
    else if (source_->is_bulk)
        vector_->bind_by_name_bulk(what_->name, source_->data, source_->type, source_->begin, source_->end);
    else
        vector_->bind_by_name(what_->name, source_->data, source_->type);
}

void inner_parameter::pre_use(soci::details::statement_backend& inner, const engine& how)
{
    const soci::indicator* indicators = is_as_given() ? source_->indicators : indicators_.data();
    const bool as_bytes = !is_as_given() && subject_->form == stored_form::bytes;
    if (source_->is_vector) {
        bind_vector(inner);
        used_ = true;
        vector_->pre_use(indicators);
        if (as_bytes) how.bind_as_bytes(inner, *vector_);
    } else {
        // What a failed execution left behind: SOCI calls post_use only after success.
        clean_up();
        if (how.unbinds_on_clean_up()) scalar_.reset();
        bind_scalar(inner);
        used_ = true;
        scalar_->pre_use(indicators);
        if (as_bytes) how.bind_as_bytes(inner, *scalar_);
    }
}

void inner_parameter::pre_exec(int rows)
{
    if (scalar_) scalar_->pre_exec(rows);
    if (vector_) vector_->pre_exec(rows);
}

void inner_parameter::post_use(bool got_data, soci::indicator* indicator)
{
    if (scalar_ && used_) scalar_->post_use(got_data, indicator);
}

void inner_parameter::clean_up()
{
    if (used_ && scalar_) scalar_->clean_up();
    if (used_ && vector_) vector_->clean_up();
    used_ = false;
}

}  // namespace cellseal::soci_orm
