#pragma once

#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/sealed_inputs.h"
#include "adapters/orm/soci/sealed_outputs.h"
#include "adapters/orm/soci/sealing_session.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::soci_orm {

/// One statement. A text that names no protected table goes through with the inner backend's own elements; another
/// runs as the analysis rewrote it, with elements of ours around.
class sealing_statement final : public soci::details::statement_backend {
public:
    explicit sealing_statement(sealing_session& session);
    ~sealing_statement() override;

    [[nodiscard]] sealed_inputs& inputs() noexcept { return inputs_; }
    [[nodiscard]] sealed_outputs& outputs() noexcept { return outputs_; }
    /// The user's text.
    [[nodiscard]] const std::string& sql() const noexcept { return sql_; }

    [[nodiscard]] soci::details::statement_backend& inner() noexcept { return *inner_; }
    /// The user says of an argument what it is: from here on a procedure may run. False where the statement's
    /// parameters are sealed by its text.
    [[nodiscard]] bool vouch() noexcept { return is_vouched_for_ = passes(); }

    void alloc() override;
    void clean_up() override;
    void prepare(const std::string& query, soci::details::statement_type type) override;
    exec_fetch_result execute(int number) override;
    exec_fetch_result fetch(int number) override;
    long long get_affected_rows() override;
    int get_number_of_rows() override;
    std::string get_parameter_name(int index) const override;
    std::string rewrite_for_procedure_call(const std::string& query) override;
    int prepare_for_describe() override;
    void describe_column(int position, column_type& type, std::string& name) override;
#if CELLSEAL_SOCI_4_1
    int get_row_to_dump() const override;
    soci::data_type to_data_type(soci::db_type type) const override;
    soci::db_type exchange_dbtype_for(soci::db_type type) const override;
#endif
    soci::details::standard_into_type_backend* make_into_type_backend() override;
    soci::details::standard_use_type_backend* make_use_type_backend() override;
    soci::details::vector_into_type_backend* make_vector_into_type_backend() override;
    soci::details::vector_use_type_backend* make_vector_use_type_backend() override;

private:
    [[nodiscard]] bool passes() const noexcept { return plan_ == nullptr || plan_->outcome == plan_outcome::pass; }
    [[nodiscard]] std::shared_ptr<const statement_plan> planned() const;
    void renew_inner();
    void keep_compiled() noexcept;
    void take_plan(std::shared_ptr<const statement_plan> plan);
    void compile();
    void prepare_inner();
    void check_origins_after_execution();
    void follow_live_keys();
    exec_fetch_result run(int number);
    void prepare_second_try(int number);
    void ready();
    void after_success();

    sealing_session& session_;
    const engine& how_;  ///< Lives longer than the session, which a statement may outlive.
    std::unique_ptr<soci::details::statement_backend> inner_;
    std::vector<std::unique_ptr<soci::details::statement_backend>> former_;
    std::shared_ptr<const statement_plan> plan_;
    std::string sql_;
    soci::details::statement_type type_ = soci::details::st_repeatable_query;
    bool is_procedure_ = false;
    bool is_vouched_for_ = false;
    bool handed_out_inner_elements_ = false;
    bool changes_schema_ = false;
    std::uint64_t connection_ = 0;  ///< As it was when the plan was made.
    bool origins_checked_ = false;
    int compared_at_ = 0;  ///< How often the engine had compiled it again when origins were last compared.
    std::shared_ptr<statement_cache> compiled_;
    sealed_inputs inputs_;
    sealed_outputs outputs_;
};

}  // namespace cellseal::soci_orm
