#pragma once

#include <soci/soci.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/orm/soci/bulk_size.h"
#include "adapters/orm/soci/bulk_statement.h"
#include "adapters/orm/soci/entity_columns.h"
#include "plugin/entity/statement_text.h"

namespace cellseal::soci_orm {

/// How many of `rows`, all of the columns `named`, go into the next block.
template <described_entity E>
[[nodiscard]] std::size_t block_of(std::span<const E> rows, std::size_t most, auto columns_of)
{
    const auto named = columns_of(rows.front());
    std::size_t bytes = 0;
    std::size_t fit = 0;
    while (fit < rows.size() && fit < most && columns_of(rows[fit]) == named) {
        bytes += entity_columns<E>::text_size(rows[fit]);
        if (fit > 0 && bytes > bytes_in_a_block) break;
        ++fit;
    }
    return fit;
}

/// The table of E's description, or another one that is named: the statements differ in nothing else.
template <described_entity E>
[[nodiscard]] statement_text::column_lists lists_for(const E& row, std::string_view table)
{
    auto lists = statement_text::columns_of(&row);
    if (!table.empty()) lists.table = table;
    return lists;
}

template <described_entity E>
void insert_blocks(soci::session& sql, std::string_view table, std::span<const E> rows)
{
    std::unique_ptr<bulk_statement<E>> statement;
    while (!rows.empty()) {
        const auto named = entity_columns<E>::inserted_of(rows.front());
        const std::size_t together = rows_in_a_statement(sql, named.count());
        const bulk_form form = together > 1 ? bulk_form::rows : bulk_form::columns;
        std::size_t block = block_of(rows, together > 1 ? together : rows_in_a_block, entity_columns<E>::inserted_of);
        if (form == bulk_form::rows) block = std::bit_floor(block);  // Few texts, so that their plans are found again.
        if (!statement || !statement->serves_again(named, block)) {
            const auto lists = lists_for(rows.front(), table);
            const std::string text =
                form == bulk_form::rows ? statement_text::insert_rows(lists, block) : statement_text::insert(lists);
            statement = std::make_unique<bulk_statement<E>>(sql, text, named, block, form);
        }
        (void)statement->write(rows.first(block));
        rows = rows.subspan(block);
    }
}

template <described_entity E>
long long update_blocks(soci::session& sql, std::string_view table, std::span<const E> rows)
{
    static_assert(statement_text::has_key<E>(), "cellseal: a table without key() cannot tell which row to update");
    long long changed = 0;
    while (!rows.empty()) {
        const auto named = entity_columns<E>::updated_of(rows.front());
        const std::size_t block = block_of(rows, rows_in_a_block, entity_columns<E>::updated_of);
        const std::string text = statement_text::update(lists_for(rows.front(), table));
        bulk_statement<E> statement(sql, text, named, block, bulk_form::columns);
        changed += statement.write(rows.first(block));
        rows = rows.subspan(block);
    }
    return changed;
}

/// Stores new rows, in blocks: on PostgreSQL and MariaDB many rows in one statement, elsewhere by columns. Members that
/// are withheld and generated keys are left to the database; their values do not come back.
///
/// Each block is stored whole or not at all; all blocks together only inside a soci::transaction.
/// Throws what insert() throws.
template <described_entity E>
void insert_all(soci::session& sql, std::span<const E> rows)
{
    insert_blocks(sql, {}, rows);
}

template <described_entity E>
void insert_all(soci::session& sql, const std::vector<E>& rows)
{
    insert_all(sql, std::span<const E>(rows));
}

/// The same into another table with the columns of the description, "archive" or "old.archive", for entities that lie in
/// several. What the description seals has to be protected in that table too.
/// Throws also error attribute_not_flagged where it is not; bad_attribute for a name that needs quotes.
template <described_entity E>
void insert_all(soci::session& sql, std::string_view table, std::span<const E> rows)
{
    require_named_table(sql, table, entity_columns<E>::described_as());
    insert_blocks(sql, table, rows);
}

template <described_entity E>
void insert_all(soci::session& sql, std::string_view table, const std::vector<E>& rows)
{
    insert_all(sql, table, std::span<const E>(rows));
}

/// Stores each entity in the row that has its key, in blocks; what an entity withholds stays as it is. Gives the number
/// of rows changed: fewer than entities where a row was not there. All or nothing only inside a soci::transaction.
template <described_entity E>
long long update_all(soci::session& sql, std::span<const E> rows)
{
    return update_blocks(sql, {}, rows);
}

template <described_entity E>
long long update_all(soci::session& sql, const std::vector<E>& rows)
{
    return update_all(sql, std::span<const E>(rows));
}

/// The same in another table, as insert_all() has it.
template <described_entity E>
long long update_all(soci::session& sql, std::string_view table, std::span<const E> rows)
{
    require_named_table(sql, table, entity_columns<E>::described_as());
    return update_blocks(sql, table, rows);
}

template <described_entity E>
long long update_all(soci::session& sql, std::string_view table, const std::vector<E>& rows)
{
    return update_all(sql, table, std::span<const E>(rows));
}

}  // namespace cellseal::soci_orm
