#pragma once

#include <memory>
#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/client_blob.h"

namespace cellseal::soci_orm {

/// The inner backend's elements of a statement that passes, on a database whose blobs are client_blob: they are given
/// the blob behind it. Everything else goes straight through.
class passing_into final : public soci::details::standard_into_type_backend {
public:
    explicit passing_into(soci::details::standard_into_type_backend* inner) : inner_(inner) {}
    void define_by_pos(int& position, void* data, soci::details::exchange_type type) override
    {
        inner_->define_by_pos(position, native_data(data, type), type);
    }
    void pre_exec(int rows) override { inner_->pre_exec(rows); }
    void pre_fetch() override { inner_->pre_fetch(); }
    void post_fetch(bool got_data, bool from_fetch, soci::indicator* indicator) override
    {
        inner_->post_fetch(got_data, from_fetch, indicator);
    }
    void clean_up() override { inner_->clean_up(); }

private:
    std::unique_ptr<soci::details::standard_into_type_backend> inner_;
};

class passing_use final : public soci::details::standard_use_type_backend {
public:
    explicit passing_use(soci::details::standard_use_type_backend* inner) : inner_(inner) {}
    void bind_by_pos(int& position, void* data, soci::details::exchange_type type, bool read_only) override
    {
        inner_->bind_by_pos(position, native_data(data, type), type, read_only);
    }
    void bind_by_name(const std::string& name, void* data, soci::details::exchange_type type, bool read_only) override
    {
        inner_->bind_by_name(name, native_data(data, type), type, read_only);
    }
    void pre_exec(int rows) override { inner_->pre_exec(rows); }
    void pre_use(const soci::indicator* indicator) override { inner_->pre_use(indicator); }
    void post_use(bool got_data, soci::indicator* indicator) override { inner_->post_use(got_data, indicator); }
    void clean_up() override { inner_->clean_up(); }

private:
    std::unique_ptr<soci::details::standard_use_type_backend> inner_;
};

}  // namespace cellseal::soci_orm
