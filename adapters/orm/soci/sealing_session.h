#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/key_change/older_twins.h"
#include "adapters/orm/soci/session_schema.h"
#include "adapters/orm/soci/soci_version.h"
#include "adapters/orm/soci/statement_cache.h"
#include "plugin/interceptor/attribute_interceptor.h"

namespace cellseal::soci_orm {

/// Opens the inner backend with the parameters that the outer session was opened with, options included. Serves once:
/// a connection is closed and reconnected through the outer session, which knows what hangs on it.
class opening_once final : public soci::backend_factory {
public:
    opening_once(const soci::backend_factory& inner, const soci::connection_parameters& parameters);
    soci::details::session_backend* make_session(const soci::connection_parameters&) const override;

private:
    const soci::backend_factory& inner_;
    soci::connection_parameters parameters_;
    mutable bool opened_ = false;
};

/// One connection: a session backend around an inner soci::session. Everything that is not a statement goes through.
class sealing_session final : public soci::details::session_backend {
public:
    template <class MakeInterceptor>
    sealing_session(const soci::backend_factory& inner, const soci::connection_parameters& parameters,
                    MakeInterceptor&& make_interceptor, std::chrono::milliseconds schema_age)
        : opening_(inner, parameters),
          inner_(std::make_unique<soci::session>(opening_, parameters.get_connect_string())),
          engine_(engine_of_session(*inner_)),
          interceptor_(make_interceptor(inner_->get_backend_name(), engine_.speaks())),
          schema_(*inner_, engine_, interceptor_->registry(), schema_age),
          twins_(*inner_, engine_, schema_, interceptor_->registry()),
          backstop_(interceptor_->registry().attributes().empty()
                        ? nullptr
                        : engine_.make_backstop(*inner_, interceptor_->registry())),
          compiled_(engine_.make_statement_cache())
    {
    }
    ~sealing_session() override;

    [[nodiscard]] soci::session& inner() noexcept { return *inner_; }
    [[nodiscard]] soci::details::session_backend& inner_backend();
    /// SOCI writes a failover callback into this outer object by a function that is not virtual.
    void hand_down_failover_callback() const;
    [[nodiscard]] attribute_interceptor& interceptor() noexcept { return *interceptor_; }
    [[nodiscard]] const engine& how() const noexcept { return engine_; }
    [[nodiscard]] session_schema& schema() noexcept { return schema_; }
    [[nodiscard]] older_twins& twins() noexcept { return twins_; }
    [[nodiscard]] origin_cache& known_origins() noexcept { return known_origins_; }
    [[nodiscard]] backstop* guard() noexcept { return backstop_.get(); }

    /// Null where none is kept. A statement may outlive its session.
    [[nodiscard]] const std::shared_ptr<statement_cache>& compiled() const noexcept { return compiled_; }

    /// The plan of a statement, its outcome pass or ok. Throws statement_refused, and error bad_schema or
    /// column_too_narrow for a protected column that it touches.
    [[nodiscard]] std::shared_ptr<const statement_plan> plan_for(std::string_view sql);

    bool is_connected() override;
    void begin() override;
    void commit() override;
    void rollback() override;
    bool get_next_sequence_value(soci::session& sql, const std::string& sequence, long long& value) override;
    bool get_last_insert_id(soci::session& sql, const std::string& table, long long& value) override;
    std::string get_table_names_query() const override;
    std::string get_column_descriptions_query() const override;
    std::string create_table(const std::string& table) override;
    std::string drop_table(const std::string& table) override;
    std::string truncate_table(const std::string& table) override;
    std::string create_column_type(column_type type, int precision, int scale) override;
    std::string add_column(const std::string& table, const std::string& column, column_type type, int precision,
                           int scale) override;
    std::string alter_column(const std::string& table, const std::string& column, column_type type, int precision,
                             int scale) override;
    std::string drop_column(const std::string& table, const std::string& column) override;
    std::string constraint_unique(const std::string& name, const std::string& columns) override;
    std::string constraint_primary_key(const std::string& name, const std::string& columns) override;
    std::string constraint_foreign_key(const std::string& name, const std::string& columns,
                                       const std::string& other_table, const std::string& other_columns) override;
    std::string empty_blob() override;
    std::string nvl() override;
    std::string get_dummy_from_table() const override;
    std::string get_backend_name() const override;
    soci::details::statement_backend* make_statement_backend() override;
    soci::details::rowid_backend* make_rowid_backend() override;
    soci::details::blob_backend* make_blob_backend() override;

private:
    [[nodiscard]] soci::details::session_backend& inner_backend() const;

    opening_once opening_;
    std::unique_ptr<soci::session> inner_;
    const engine& engine_;
    std::shared_ptr<attribute_interceptor> interceptor_;
    session_schema schema_;
    older_twins twins_;
    origin_cache known_origins_;
    std::unique_ptr<backstop> backstop_;
    std::shared_ptr<statement_cache> compiled_;
};

}  // namespace cellseal::soci_orm
