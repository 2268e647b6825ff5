#pragma once

#include <cstddef>
#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/into_record.h"
#include "adapters/orm/soci/soci_version.h"
#include "adapters/orm/soci/use_record.h"

namespace cellseal::soci_orm {

class sealing_statement;

// The four kinds of element that SOCI asks a statement for. Each writes down what SOCI tells and leaves the work to
// the statement, which knows the others.

class sealing_use final : public soci::details::standard_use_type_backend {
public:
    explicit sealing_use(sealing_statement& statement) noexcept : statement_(statement) {}
    ~sealing_use() override;
    void bind_by_pos(int& position, void* data, soci::details::exchange_type type, bool read_only) override;
    void bind_by_name(const std::string& name, void* data, soci::details::exchange_type type, bool read_only) override;
    void pre_use(const soci::indicator* indicator) override;
    void post_use(bool got_data, soci::indicator* indicator) override;
    void clean_up() override;

private:
    sealing_statement& statement_;
    use_record record_;
};

class sealing_vector_use final : public soci::details::vector_use_type_backend {
public:
    explicit sealing_vector_use(sealing_statement& statement) noexcept : statement_(statement) {}
    ~sealing_vector_use() override;
    void bind_by_pos(int& position, void* data, soci::details::exchange_type type) override;
    void bind_by_pos_bulk(int& position, void* data, soci::details::exchange_type type, std::size_t begin,
                          std::size_t* end) override;
    void bind_by_name(const std::string& name, void* data, soci::details::exchange_type type) override;
    void bind_by_name_bulk(const std::string& name, void* data, soci::details::exchange_type type, std::size_t begin,
                           std::size_t* end) override;
    void pre_use(const soci::indicator* indicators) override;
    std::size_t size() CELLSEAL_SINCE_SOCI_4_1(const) override;
    void clean_up() override;

private:
    void bind(use_record record);

    sealing_statement& statement_;
    use_record record_;
};

class sealing_into final : public soci::details::standard_into_type_backend {
public:
    explicit sealing_into(sealing_statement& statement) noexcept : statement_(statement) {}
    ~sealing_into() override;
    void define_by_pos(int& position, void* data, soci::details::exchange_type type) override;
    void pre_fetch() override;
    void post_fetch(bool got_data, bool from_fetch, soci::indicator* indicator) override;
    void clean_up() override;

private:
    sealing_statement& statement_;
    into_record record_;
};

class sealing_vector_into final : public soci::details::vector_into_type_backend {
public:
    explicit sealing_vector_into(sealing_statement& statement) noexcept : statement_(statement) {}
    ~sealing_vector_into() override;
    void define_by_pos(int& position, void* data, soci::details::exchange_type type) override;
    void define_by_pos_bulk(int& position, void* data, soci::details::exchange_type type, std::size_t begin,
                            std::size_t* end) override;
    void pre_fetch() override;
    void post_fetch(bool got_data, soci::indicator* indicators) override;
    void resize(std::size_t rows) override;
    std::size_t size() CELLSEAL_SINCE_SOCI_4_1(const) override;
    void clean_up() override;

private:
    sealing_statement& statement_;
    into_record record_;
};

}  // namespace cellseal::soci_orm
