#include "adapters/orm/soci/exchange_backends.h"

#include <utility>

#include "adapters/orm/soci/sealing_statement.h"

namespace cellseal::soci_orm {

using soci::details::exchange_type;

sealing_use::~sealing_use() { statement_.inputs().remove(record_); }

void sealing_use::bind_by_pos(int& position, void* data, exchange_type type, bool read_only)
{
    record_ = {.name = {}, .position = position++, .data = data, .type = type, .read_only = read_only};
    statement_.inputs().add(record_, statement_.sql());
}

void sealing_use::bind_by_name(const std::string& name, void* data, exchange_type type, bool read_only)
{
    record_ = {.name = name, .data = data, .type = type, .read_only = read_only};
    statement_.inputs().add(record_, statement_.sql());
}

void sealing_use::pre_use(const soci::indicator* indicator)
{
    record_.indicators = indicator;
    statement_.inputs().renew();
}

void sealing_use::post_use(bool got_data, soci::indicator* indicator)
{
    statement_.inputs().post_use(record_, got_data, indicator);
}

void sealing_use::clean_up() { statement_.inputs().remove(record_); }

sealing_vector_use::~sealing_vector_use() { statement_.inputs().remove(record_); }

void sealing_vector_use::bind(use_record record)
{
    record_ = std::move(record);
    statement_.inputs().add(record_, statement_.sql());
}

void sealing_vector_use::bind_by_pos(int& position, void* data, exchange_type type)
{
    bind({.name = {}, .position = position++, .data = data, .type = type, .is_vector = true});
}

void sealing_vector_use::bind_by_pos_bulk(int& position, void* data, exchange_type type, std::size_t begin,
                                          std::size_t* end)
{
    bind({.name = {}, .position = position++,
          .data = data,
          .type = type,
          .is_vector = true,
          .is_bulk = true,
          .begin = begin,
          .end = end});
}

void sealing_vector_use::bind_by_name(const std::string& name, void* data, exchange_type type)
{
    bind({.name = name, .data = data, .type = type, .is_vector = true});
}

void sealing_vector_use::bind_by_name_bulk(const std::string& name, void* data, exchange_type type, std::size_t begin,
                                           std::size_t* end)
{
    bind({.name = name, .data = data, .type = type, .is_vector = true, .is_bulk = true, .begin = begin, .end = end});
}

void sealing_vector_use::pre_use(const soci::indicator* indicators)
{
    record_.indicators = indicators;
    statement_.inputs().renew();
}

std::size_t sealing_vector_use::size() CELLSEAL_SINCE_SOCI_4_1(const)
{
    return statement_.inputs().size_of(record_, statement_.sql()); }
void sealing_vector_use::clean_up() { statement_.inputs().remove(record_); }

sealing_into::~sealing_into() { statement_.outputs().remove(record_); }

void sealing_into::define_by_pos(int& position, void* data, exchange_type type)
{
    record_.position = position++;
    record_.data = data;
    record_.type = type;
    statement_.outputs().add(record_);
}

// The statement readies all elements together, when it executes.
void sealing_into::pre_fetch() {}

void sealing_into::post_fetch(bool got_data, bool from_fetch, soci::indicator* indicator)
{
    statement_.outputs().finish(record_, got_data, from_fetch, indicator, statement_.sql());
}

void sealing_into::clean_up()
{
    record_.passed.reset();
    statement_.outputs().remove(record_);
}

sealing_vector_into::~sealing_vector_into() { statement_.outputs().remove(record_); }

void sealing_vector_into::define_by_pos(int& position, void* data, exchange_type type)
{
    record_.position = position++;
    record_.data = data;
    record_.type = type;
    record_.is_vector = true;
    statement_.outputs().add(record_);
}

void sealing_vector_into::define_by_pos_bulk(int& position, void* data, exchange_type type, std::size_t begin,
                                             std::size_t* end)
{
    record_.is_bulk = true;
    record_.begin = begin;
    record_.end = end;
    define_by_pos(position, data, type);
}

void sealing_vector_into::pre_fetch() {}

void sealing_vector_into::post_fetch(bool got_data, soci::indicator* indicators)
{
    statement_.outputs().finish_vector(record_, got_data, indicators, statement_.sql());
}

void sealing_vector_into::resize(std::size_t rows) { statement_.outputs().resize(record_, rows); }
std::size_t sealing_vector_into::size() CELLSEAL_SINCE_SOCI_4_1(const) { return record_.count(); }

void sealing_vector_into::clean_up()
{
    record_.passed_vector.reset();
    statement_.outputs().remove(record_);
}

}  // namespace cellseal::soci_orm
