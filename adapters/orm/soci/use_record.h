#pragma once

#include <cstddef>
#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/exchange_elements.h"

namespace cellseal::soci_orm {

/// What SOCI told about one `use` element of the user's. The variable is looked at when a statement is executed, never
/// before: it may change between executions.
struct use_record {
    std::string name;       ///< Empty: bound by position.
    int position = 0;       ///< From 1; 0: bound by name.
    void* data = nullptr;
    soci::details::exchange_type type = soci::details::x_stdstring;
    bool read_only = true;
    bool is_vector = false;
    bool is_bulk = false;   ///< A vector of which the elements from `begin` to `*end` count.
    std::size_t begin = 0;
    std::size_t* end = nullptr;
    const soci::indicator* indicators = nullptr;  ///< Of this execution: one, or as many as the vector has elements.

    /// How many values there are: 1, or the size of the vector or of its range.
    [[nodiscard]] std::size_t count() const
    {
        if (!is_vector) return 1;
        const std::size_t whole = exchanged_vector(data, type).size();
        return end != nullptr && *end != 0 ? *end - begin : whole;
    }
    [[nodiscard]] soci::indicator indicator_of(std::size_t row) const
    {
        return indicators == nullptr ? soci::i_ok : indicators[is_vector ? begin + row : 0];
    }
    [[nodiscard]] const void* value_of(std::size_t row) const
    {
        return is_vector ? exchanged_vector(data, type).element(begin + row) : data;
    }
};

}  // namespace cellseal::soci_orm
