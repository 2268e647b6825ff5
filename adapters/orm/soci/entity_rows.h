#pragma once

#include <soci/soci.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/orm/soci/entity_conversion.h"
#include "adapters/orm/soci/entity_conversion_condition.h"
#include "plugin/entity/condition.h"
#include "plugin/entity/statement_text.h"

namespace cellseal::soci_orm {

/// Entities as they come from the database, opened one at a time: in memory there is one (and what the driver keeps;
/// PostgreSQL's and MariaDB's keep the whole stored result). To be gone through once.
template <described_entity E>
class entity_rows {
public:
    using iterator = typename soci::rowset<E>::iterator;

    explicit entity_rows(const soci::details::prepare_temp_type& statement,
                         std::shared_ptr<const void> parameters = nullptr)
        : parameters_(std::move(parameters)), rows_(statement)
    {
    }
    [[nodiscard]] iterator begin() const { return rows_.begin(); }
    [[nodiscard]] iterator end() const { return rows_.end(); }

private:
    std::shared_ptr<const void> parameters_;  ///< What the statement was given to use.
    soci::rowset<E> rows_;
};

/// All rows, or those that `tail` leaves, one at a time and in its order:
///
///     for (contact& each : select_all<contact>(sql, "where city = :c order by id", soci::use(city))) …
///
/// The object is the same each time; what is changed or moved from it is gone with the next. `tail` is SQL, analysed as
/// any other; the used variables have to live as long as the rows.
template <described_entity E, class... Uses>
[[nodiscard]] entity_rows<E> select_all(soci::session& sql, std::string_view tail = {}, Uses&&... uses)
{
    std::string text = select_statement<E>();
    if (!tail.empty()) text.append(" ").append(tail);
    return entity_rows<E>((sql.prepare << text, ..., std::forward<Uses>(uses)));
}

/// The rows that fit, one at a time and in the order of the database.
template <described_entity E>
[[nodiscard]] entity_rows<E> select_all(soci::session& sql, const condition<E>& wanted)
{
    struct kept {
        condition_text text;
        condition_parameters parameters{text};
    };
    auto values = std::make_shared<const kept>(wanted);
    return entity_rows<E>((sql.prepare << select_statement(wanted), soci::use(values->parameters)), values);
}

}  // namespace cellseal::soci_orm
