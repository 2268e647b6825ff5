#pragma once

#include <soci/soci.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "adapters/orm/soci/bound_member.h"
#include "adapters/orm/soci/entity_columns.h"
#include "plugin/entity/statement_text.h"

namespace cellseal::soci_orm {

/// What a bulk statement binds for each column of the entities.
enum class bulk_form {
    columns,  ///< One vector of all rows. Of one execution only: SOCI's elements for PostgreSQL and MySQL take a
              ///< vector's size when they are bound and send the first rows again (its issue 910), Firebird's count
              ///< them again.
    rows,  ///< A value of each row, by the names of statement_text::row_parameter().
};

/// A prepared statement that writes `rows` entities of the same columns, and the values bound to it.
template <described_entity E>
class bulk_statement {
    using columns = entity_columns<E>;

public:
    bulk_statement(soci::session& sql, const std::string& text, const typename columns::set& named, std::size_t rows,
                   bulk_form form)
        : named_(named), rows_(rows), form_(form), values_(rows), statement_(sql)
    {
        if (form == bulk_form::columns)
            bind_columns();
        else
            for (std::size_t row = 0; row < rows; ++row) bind_row(row);
        statement_.alloc();
        statement_.prepare(text);
        statement_.define_and_bind();
    }

    [[nodiscard]] bool serves_again(const typename columns::set& named, std::size_t rows) const
    {
        return form_ == bulk_form::rows && named == named_ && rows == rows_;
    }

    /// Gives the number of rows that the database changed.
    long long write(std::span<const E> block)
    {
        for (std::size_t row = 0; row < block.size(); ++row) values_.take(block[row], row, named_);
        statement_.execute(true);
        values_.wipe_sealed();
        return statement_.get_affected_rows();
    }

private:
    void bind_columns()
    {
        values_.visit(named_, [&](std::string_view column, auto& values, bool) {
            statement_.exchange(soci::use(values.values, values.states, std::string(column)));
        });
    }

    void bind_row(std::size_t row)
    {
        values_.visit(named_, [&](std::string_view column, auto& values, bool sealed) {
            statement_.exchange(soci::details::use_type_ptr(new bound_member(
                values.values[row], values.states[row], statement_text::row_parameter(row, column), sealed)));
        });
    }

    typename columns::set named_;
    std::size_t rows_;
    bulk_form form_;
    columns values_;
    soci::statement statement_;
};

}  // namespace cellseal::soci_orm
