#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/inner_column.h"
#include "adapters/orm/soci/into_record.h"
#include "adapters/orm/soci/sealed_inputs.h"
#include "adapters/orm/soci/sealing_session.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::soci_orm {

/// The result of one protected statement: reads sealed columns into memory of ours, opens them, compares after hits by
/// blind index, and fills the user's variables. Plain columns go straight into the user's variables.
class sealed_outputs {
public:
    using fetch_result = soci::details::statement_backend::exec_fetch_result;

    sealed_outputs(sealing_session& session, const sealed_inputs& inputs) noexcept : session_(session), inputs_(inputs)
    {
    }
    sealed_outputs(const sealed_outputs&) = delete;
    sealed_outputs& operator=(const sealed_outputs&) = delete;

    /// Starts over for another plan of the same statement; the user's elements stay.
    void plan(std::shared_ptr<const statement_plan> plan);
    [[nodiscard]] bool has_elements() const noexcept { return !records_.empty(); }
    void add(into_record& record);
    void remove(into_record& record) noexcept;

    /// Defines what is not defined yet and readies everything for execution. Rows are opened with `keys`, or, where it
    /// is null, with the keyring at hand when the first is.
    void before_execute(soci::details::statement_backend& inner, int rows, std::shared_ptr<const keyring> keys);
    void before_fetch();
    /// Takes over what execute or fetch of the inner backend brought, fetching on where no row is a true hit.
    [[nodiscard]] fetch_result accept(soci::details::statement_backend& inner, fetch_result result, int rows,
                                      bool from_fetch);
    /// How many rows the last fetch brought; only where vectors are fetched.
    [[nodiscard]] int number_of_rows(soci::details::statement_backend& inner) const;

    /// SOCI's post_fetch and resize of one element. Throw soci_error, redacted, for NULL without an indicator, and
    /// error withheld.
    void finish(into_record& record, bool got_data, bool from_fetch, soci::indicator* indicator, std::string_view sql);
    void finish_vector(into_record& record, bool got_data, soci::indicator* indicators, std::string_view sql);
    void resize(into_record& record, std::size_t rows);

    /// Drops the inner elements, which must happen before the inner statement goes.
    void drop() noexcept;

private:
    [[nodiscard]] const column_use* use_of(int position) const;
    [[nodiscard]] inner_column* column_at(int position);
    void require_column(int position);
    void require_key_of(const column_use& use);
    void define(soci::details::statement_backend& inner);
    void define(soci::details::statement_backend& inner, inner_column& column);
    void define_passed(soci::details::statement_backend& inner, into_record& record);
    void look_for_vectors() noexcept;
    [[nodiscard]] std::size_t rows_asked_for() const;

    void read_columns(soci::details::statement_backend& inner, bool from_fetch);
    void take(soci::details::statement_backend& inner, bool from_fetch);
    [[nodiscard]] bool is_true_hit(std::size_t row);
    [[nodiscard]] plain_view open(inner_column& column, std::size_t row);
    [[nodiscard]] soci::indicator deliver(inner_column& column, std::size_t row, void* to,
                                          soci::details::exchange_type type);
    void report(const into_record& record, soci::indicator found, soci::indicator* to, std::string_view sql) const;

    sealing_session& session_;
    const sealed_inputs& inputs_;
    std::shared_ptr<const statement_plan> plan_;
    std::vector<into_record*> records_;
    std::vector<std::unique_ptr<inner_column>> columns_;
    std::vector<lent_text> lent_;  ///< One for each column that may be lent.
    bool fetches_vectors_ = false;
    std::optional<std::size_t> defined_rows_;  ///< For how many rows at a time all is defined, once it is.
    std::shared_ptr<const keyring> keys_;
    std::size_t rows_ = 0;           ///< Of the last fetch of the inner backend.
    std::vector<std::size_t> kept_;  ///< Those that the user sees.
    std::vector<plain_view> wanted_;
};

}  // namespace cellseal::soci_orm
