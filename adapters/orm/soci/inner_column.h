#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/exchange_value.h"
#include "adapters/orm/soci/inner_into.h"
#include "adapters/orm/soci/lent_text.h"
#include "adapters/orm/soci/soci_version.h"
#include "plugin/attributes/attribute.h"
#include "plugin/values/field_sealer.h"
#include "plugin/values/wiping_buffer.h"

namespace cellseal::soci_orm {

/// One result column that is read into memory of ours: a sealed one, or one that is part of a row key.
class inner_column {
public:
    /// A column of sealed values.
    inner_column(int position, const attribute& subject);
    /// A part of a row key, which holds int64 or text.
    inner_column(int position, value_type part, std::string place);

    [[nodiscard]] int position() const noexcept { return position_; }
    [[nodiscard]] const attribute* subject() const noexcept { return subject_; }
    [[nodiscard]] const std::string& place() const noexcept { return place_; }

    /// For fetches of up to `rows`: some backends give a vector its memory here, and never more.
    void define(soci::details::statement_backend& inner, bool vectors, std::size_t rows);
    [[nodiscard]] bool is_defined_for(std::size_t rows) const noexcept
    {
        return scalar_ || (vector_ && rows <= most_rows_);
    }
    void pre_fetch();
    void pre_exec(int rows);
    /// Makes room for the rows of the next fetch.
    void make_room(std::size_t rows);
    /// Takes over what the inner backend fetched.
    void take(std::size_t rows, bool from_fetch);

    [[nodiscard]] bool is_null(std::size_t row) const { return found_[row] == soci::i_null; }
    /// Whether it may be read where the database's client has it, in place of a copy.
    [[nodiscard]] bool may_be_lent() const noexcept
    {
        return scalar_ && subject_ != nullptr && subject_->form == stored_form::text;
    }
    /// In place of take(), for the row at hand.
    void borrow(const lent_text& lent);
    [[nodiscard]] std::string_view stored(std::size_t row) const { return borrowed_ ? *borrowed_ : texts_[row]; }
    /// The same as a string of its own.
    [[nodiscard]] std::string& own(std::size_t row);
    /// The value of a part of a row key.
    void add_to(row_key& key, std::size_t row) const;
    [[nodiscard]] const std::optional<plain_scalar>& number(std::size_t row);
    [[nodiscard]] bool holds_numbers() const noexcept { return numeric_; }

    /// The opened value of the row at hand, kept so that it is opened once though it is compared and delivered.
    std::optional<plain_view> opened;
    wiping_buffer scratch;
    plain_room plain_room_of_row;  ///< For a value that is still stored in the open (attribute::plain_passes).
    void forget_row() noexcept;

private:
    int position_;
    const attribute* subject_ = nullptr;
    bool numeric_ = false;
    std::string place_;
    inner_into<soci::details::standard_into_type_backend> scalar_;
    inner_into<soci::details::vector_into_type_backend> vector_;
    std::size_t most_rows_ = 0;
    std::vector<std::string> texts_;
    std::optional<std::string_view> borrowed_;
    std::vector<exchanged_int64> numbers_;
    std::vector<soci::indicator> found_;
    std::optional<plain_scalar> number_;
};

}  // namespace cellseal::soci_orm
