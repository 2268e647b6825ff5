#pragma once

#include <cstddef>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/exchange_elements.h"
#include "adapters/orm/soci/inner_into.h"

namespace cellseal::soci_orm {

class inner_column;

/// What SOCI told about one `into` element of the user's, and the inner element behind it where its column is plain.
struct into_record {
    int position = 0;  ///< From 1.
    void* data = nullptr;
    soci::details::exchange_type type = soci::details::x_stdstring;
    bool is_vector = false;
    bool is_bulk = false;
    std::size_t begin = 0;
    std::size_t* end = nullptr;

    inner_column* column = nullptr;  ///< The memory of ours that its column is read into, unless it passes.
    inner_into<soci::details::standard_into_type_backend> passed;
    inner_into<soci::details::vector_into_type_backend> passed_vector;
    std::vector<soci::indicator> found;  ///< What the last fetch found, row by row.

    [[nodiscard]] std::size_t count() const
    {
        if (!is_vector) return 1;
        const std::size_t whole = exchanged_vector(data, type).size();
        return end != nullptr && *end != 0 ? *end - begin : whole;
    }
    /// The vector or its range holds `rows` from now on; a range moves its end only.
    void set_count(std::size_t rows) const
    {
        if (is_bulk)
            *end = begin + rows;
        else
            exchanged_vector(data, type).resize(rows);
    }
    [[nodiscard]] void* slot(std::size_t row) const
    {
        return is_vector ? exchanged_vector(data, type).element(begin + row) : data;
    }
};

}  // namespace cellseal::soci_orm
