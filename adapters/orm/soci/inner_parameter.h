#pragma once

#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/use_record.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::soci_orm {

/// One parameter of the rewritten statement, bound by its own name to the inner backend: to the user's variable where
/// the value goes as given, else to a string of ours that is filled before each execution.
class inner_parameter {
public:
    inner_parameter(const bound_parameter& what, const use_record& source, const attribute* subject);
    inner_parameter(const inner_parameter&) = delete;
    inner_parameter& operator=(const inner_parameter&) = delete;
    ~inner_parameter() { clean_up(); }

    [[nodiscard]] const bound_parameter& what() const noexcept { return *what_; }
    [[nodiscard]] const use_record& source() const noexcept { return *source_; }
    [[nodiscard]] const attribute* subject() const noexcept { return subject_; }
    [[nodiscard]] bool is_as_given() const noexcept { return what_->form == bound_form::as_given; }

    /// Makes room for `rows` stored values.
    void resize(std::size_t rows);
    [[nodiscard]] std::string& stored(std::size_t row) { return stored_[row]; }
    void set_null(std::size_t row, bool is_null) { indicators_[row] = is_null ? soci::i_null : soci::i_ok; }

    /// Binds, if that is still to be done, and hands the values to the inner backend.
    void pre_use(soci::details::statement_backend& inner, const engine& how);
    void pre_exec(int rows);
    /// After a successful execution: an output parameter goes back into the user's variable. For a value that goes as
    /// given; nothing comes back for a sealed one.
    void post_use(bool got_data, soci::indicator* indicator);
    void clean_up();

private:
    void bind_scalar(soci::details::statement_backend& inner);
    void bind_vector(soci::details::statement_backend& inner);

    const bound_parameter* what_;
    const use_record* source_;
    const attribute* subject_;
    std::unique_ptr<soci::details::standard_use_type_backend> scalar_;
    std::unique_ptr<soci::details::vector_use_type_backend> vector_;
    bool used_ = false;  ///< SQLite's elements may be cleaned up only after pre_use.
    std::vector<std::string> stored_;
    std::vector<soci::indicator> indicators_;
};

}  // namespace cellseal::soci_orm
