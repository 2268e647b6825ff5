#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/exchange_value.h"
#include "adapters/orm/soci/inner_parameter.h"
#include "adapters/orm/soci/sealing_session.h"
#include "adapters/orm/soci/use_record.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::soci_orm {

/// The parameters of one protected statement: collects the user's `use` elements, and for each execution turns their
/// values into what the inner backend gets. All values are sealed together, after the last element has been prepared,
/// because the key of a row may come from any of them.
class sealed_inputs {
public:
    explicit sealed_inputs(sealing_session& session) noexcept : session_(session) {}
    sealed_inputs(const sealed_inputs&) = delete;
    sealed_inputs& operator=(const sealed_inputs&) = delete;

    /// Starts over for another plan of the same statement; the user's elements stay.
    void plan(std::shared_ptr<const statement_plan> plan);
    [[nodiscard]] bool has_elements() const noexcept { return !records_.empty(); }

    /// An element was bound. Throws soci_error, redacted, where SOCI would: the name is not in the statement, or names
    /// and positions are mixed.
    void add(const use_record& record, std::string_view sql);
    void remove(const use_record& record) noexcept;

    /// An element is about to be used: the values are new.
    void renew() noexcept { filled_ = false; }
    [[nodiscard]] bool is_filled() const noexcept { return filled_; }
    /// Seals everything and hands it to the inner backend, once for each execution.
    void fill(soci::details::statement_backend& inner, std::string_view sql);
    void pre_exec(int rows);
    void post_use(const use_record& record, bool got_data, soci::indicator* indicator);
    /// The keyring that the values of this execution were sealed with, handed over; null when nothing was sealed.
    [[nodiscard]] std::shared_ptr<const keyring> take_keys() noexcept { return std::move(keys_); }

    /// How many values one element holds, in SOCI's own words where elements disagree or are empty.
    [[nodiscard]] std::size_t size_of(const use_record& record, std::string_view sql) const;

    /// The plain values that occurrence number `occurrence` was executed with, kept for the comparison after a hit.
    [[nodiscard]] plain_view kept(std::size_t occurrence) const;

    /// Drops the inner elements, which must happen before the inner statement goes.
    void drop() noexcept;

private:
    struct kept_value {
        std::size_t occurrence;
        value_type type;
        wiping_buffer body;
        byte_span bytes;
    };

    using named_occurrences = std::vector<std::pair<std::string_view, std::size_t>>;
    [[nodiscard]] named_occurrences::const_iterator first_named(std::string_view name) const;
    [[nodiscard]] bool is_named(std::string_view name) const;
    [[nodiscard]] bool is_part_of_a_name(std::string_view name) const;
    void connect(std::string_view sql);
    void require_all_bound(std::string_view sql) const;
    [[nodiscard]] std::shared_ptr<const keyring> seal_all();
    void seal(inner_parameter& parameter, const keyring& keys);
    void seal_compound(inner_parameter& parameter, const keyring& keys);
    [[nodiscard]] plain_view written_value(std::size_t occurrence, std::size_t row, plain_room& room) const;
    void add_row_key(const parameter_use& use, std::size_t row, row_key& key);
    void make_kept();
    void keep_for_comparison();

    struct other_generations;
    /// What would be stored for a value that is not bound to its row. False for NULL.
    [[nodiscard]] bool store(const bound_parameter& what, std::size_t row, const keyring& keys, std::string& stored);
    void add_other_generations(const inner_parameter& parameter, const keyring& keys, other_generations& all);
    /// While the key is changed: sees to it that the database can hold the values about to be written against those
    /// that it has. False when `keys` are those of before an activation.
    [[nodiscard]] bool settle_uniqueness(const keyring& keys);

    sealing_session& session_;
    std::shared_ptr<const statement_plan> plan_;
    named_occurrences occurrences_;  ///< Of the plan, sorted: a bulk statement has thousands.
    std::vector<const use_record*> records_;
    std::vector<const use_record*> partly_named_;  ///< Bound to nothing: their names are a part of a parameter's.
    std::vector<const use_record*> by_occurrence_;
    std::vector<std::unique_ptr<inner_parameter>> parameters_;
    std::vector<inner_parameter*> may_come_back_;  ///< The user's own variables, which the database may change.
    std::vector<std::unique_ptr<kept_value>> kept_;
    std::shared_ptr<const keyring> keys_;
    bool connected_ = false;
    bool filled_ = false;
    plain_room room_;
    wiping_buffer scratch_;
};

}  // namespace cellseal::soci_orm
