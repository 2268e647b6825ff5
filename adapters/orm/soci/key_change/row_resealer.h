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

    /// Of a row as it was read: fills in its cells as they are to be written, and whether anything in it is.
    void reseal(row_rewrite& row, const told_finding& tell);

    /// Opens the cells of `row` with the sealing keys alone. Tells what does not open so.
    void verify(const stored_table_row& row, const told_finding& tell);

private:
    struct cell_place {
        std::size_t value;
        std::size_t token;  ///< Same as value when there is none.
    };

    /// The cells of a row, those that are replaced as they will be.
    struct row_in_hand {
        const stored_table_row& before;
        std::vector<stored_field>& after;
        std::vector<bool>& replaced;
        const row_key& key;

        [[nodiscard]] const stored_field& operator[](std::size_t cell) const
        {
            return replaced[cell] ? after[cell] : before.cells[cell];
        }
    };

    [[nodiscard]] plain_view plain_of(std::size_t column, const std::string& stored, const row_key& key);
    void reseal_cell(std::size_t column, row_in_hand& row);
    void reseal_compound(std::size_t column, row_in_hand& row);
    void replace(std::size_t column, std::size_t cell, row_in_hand& row, std::string& stored) const;
    [[nodiscard]] bool has_mark(const attribute& which, const stored_field& cell,
                                const std::vector<std::string>& marks);
    [[nodiscard]] bool is_present(std::size_t column, const stored_field& cell);
    void verify_cell(std::size_t column, const stored_table_row& row, const row_key& key);
    [[nodiscard]] row_key key_of(const stored_table_row& row) const;
    [[nodiscard]] const std::string& stored_bytes(const attribute& which, const stored_field& cell);

    const table_shape& shape_;
    const engine& how_;
    const keyring& keys_;
    std::vector<sealing_marks> marks_;
    std::vector<cell_place> places_;
    std::vector<bool> takes_in_;  // by column
    bool is_take_in_ = false;
    plain_room room_;
    std::string stored_;  // of a column of bytes
    std::string new_value_;
    std::string new_token_;
    std::vector<bool> replaced_;
    wiping_buffer plain_;
    wiping_buffer scratch_;
};

}  // namespace cellseal::soci_orm
