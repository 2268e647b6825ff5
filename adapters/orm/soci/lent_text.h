#pragma once

#include <string_view>

namespace cellseal::soci_orm {

/// A text of the row that a statement stands on, read where the database's client has it: valid until the statement
/// goes on to another row.
struct lent_text {
    int position = 0;  ///< Of the result column, from 1.
    bool is_null = false;
    std::string_view text = {};
};

}  // namespace cellseal::soci_orm
