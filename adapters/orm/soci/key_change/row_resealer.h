#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/exchange_value.h"
#include "adapters/orm/soci/key_change/sealing_marks.h"
#include "adapters/orm/soci/key_change/stored_rows.h"
#include "plugin/error/errc.h"
#include "plugin/keys/keyring.h"
#include "plugin/values/field_sealer.h"

namespace cellseal::soci_orm {

/// What is not right with one value: the attribute, and the code of the error.
using told_finding = std::function<void(const attribute&, errc reason)>;

/// Moves the cells of one row from any usable key to the sealing one, in memory. What does not open stays as it is.
/// Threads: one at a time. References outlive it.
class row_resealer {
public:
    /// `taken_in`: attributes whose plain values are sealed as well; the others are then left alone.
    row_resealer(const table_shape& shape, const engine& how, const keyring& keys,
                 std::span<const std::string> taken_in = {});

    /// The marks of the sealing keys, in the order of the shape's columns.
    [[nodiscard]] const std::vector<sealing_marks>& marks() const noexcept { return marks_; }

    /// Replaces the cells of `row`; false when nothing in it is to be written.
    [[nodiscard]] bool reseal(stored_table_row& row, const told_finding& tell);

    /// Opens the cells of `row` with the sealing keys alone. Tells what does not open so.
    void verify(const stored_table_row& row, const told_finding& tell);

private:
    struct cell_place {
        std::size_t value;
        std::size_t token;  ///< Same as value when there is none.
    };

    [[nodiscard]] plain_view plain_of(std::size_t column, const std::string& stored, const row_key& key);
    bool reseal_cell(std::size_t column, stored_table_row& row, const row_key& key);
    bool reseal_compound(std::size_t column, stored_table_row& row, const row_key& key);
    [[nodiscard]] bool is_present(std::size_t column, const stored_table_row& row) const;
    void verify_cell(std::size_t column, const stored_table_row& row, const row_key& key);
    [[nodiscard]] row_key key_of(const stored_table_row& row);
    [[nodiscard]] std::string stored_bytes(const attribute& which, const stored_field& cell) const;
    void put(const attribute& which, stored_field& cell, std::string stored) const;

    const table_shape& shape_;
    const engine& how_;
    const keyring& keys_;
    std::vector<sealing_marks> marks_;
    std::vector<cell_place> places_;
    std::vector<bool> takes_in_;  // by column
    bool is_take_in_ = false;
    plain_room room_;
    wiping_buffer plain_;
    wiping_buffer scratch_;
};

}  // namespace cellseal::soci_orm
