#pragma once

#include <soci/soci.h>

#include <utility>
#include <vector>

#include "adapters/orm/soci/entity_conversion.h"
#include "adapters/orm/soci/entity_conversion_condition.h"
#include "plugin/entity/condition.h"
#include "plugin/entity/statement_text.h"

namespace cellseal::soci_orm {

/// The rows that fit, or all; in the order of the database.
template <described_entity E>
[[nodiscard]] std::vector<E> select(soci::session& sql, const condition<E>& wanted)
{
    const condition_parameters parameters{wanted};
    E row{};
    soci::statement statement = (sql.prepare << select_statement(wanted), soci::use(parameters), soci::into(row));
    statement.execute();
    std::vector<E> found;
    for (; statement.fetch(); row = E{}) found.push_back(std::move(row));
    return found;
}

template <described_entity E>
[[nodiscard]] std::vector<E> select(soci::session& sql)
{
    std::vector<E> found;
    const soci::rowset<E> rows = (sql.prepare << select_statement<E>());
    for (const E& row : rows) found.push_back(row);
    return found;
}

/// Stores a new row. Members that are withheld and a generated key are left to the database.
template <described_entity E>
void insert(soci::session& sql, const E& entity)
{
    sql << insert_statement(entity), soci::use(entity);
}

/// Stores the entity in the row that has its key; what it withholds stays as it is. Gives the number of rows changed:
/// 0 says that there is no such row.
template <described_entity E>
[[nodiscard]] long long update(soci::session& sql, const E& entity)
{
    soci::statement statement = (sql.prepare << update_statement(entity), soci::use(entity));
    statement.execute(true);
    return statement.get_affected_rows();
}

/// Deletes the row that has the entity's key. Gives the number of rows deleted.
template <described_entity E>
[[nodiscard]] long long erase(soci::session& sql, const E& entity)
{
    soci::statement statement = (sql.prepare << delete_statement<E>(), soci::use(entity));
    statement.execute(true);
    return statement.get_affected_rows();
}

}  // namespace cellseal::soci_orm
