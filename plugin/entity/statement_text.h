#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "plugin/entity/condition.h"
#include "plugin/entity/entity.h"

namespace cellseal {

/// Statements over one described table. Each parameter has its column's name, as soci::use(entity) binds it. Names that
/// would need quotes do not compile: the text of such a statement is written by hand.

namespace statement_text {

template <class E>
consteval bool needs_no_quotes()
{
    const auto& described = entity<E>;
    const bool columns = std::apply([](const auto&... member) { return (is_plain_identifier(member.column) && ...); },
                                    described.members);
    const auto& schema = described.table.schema;
    return columns && is_plain_identifier(described.table.table) && (schema.empty() || is_plain_identifier(schema));
}

/// Which columns a statement is about, in the order of the description.
struct column_lists {
    std::string table;  ///< With its schema.
    std::vector<std::string_view> all;
    std::vector<std::string_view> keys;
    std::vector<std::string_view> inserted;  ///< Without what is withheld or generated.
    std::vector<std::string_view> updated;   ///< Without what is withheld and without the key.
};

[[nodiscard]] std::string select(const column_lists& of);
[[nodiscard]] std::string insert(const column_lists& of);
/// "insert into contact(id) values(:r0_id), (:r1_id)"
[[nodiscard]] std::string insert_rows(const column_lists& of, std::size_t rows);
/// The number of the row is in front: SOCI takes `:email` for a part of `:email_2`.
[[nodiscard]] std::string row_parameter(std::size_t row, std::string_view column);
[[nodiscard]] std::string update(const column_lists& of);
[[nodiscard]] std::string erase(const column_lists& of);

[[nodiscard]] std::string table_name(const table_options& table);
void add(column_lists& to, std::string_view column, member_role role, bool generated, bool withheld);

template <class Member, class E>
void add_member(column_lists& to, const Member& member, const E* entity)
{
    bool withheld = false;
    if constexpr (is_write_only<typename Member::type>)
        withheld = entity != nullptr && member.access.of(*entity).is_withheld();
    add(to, member.column, member.role, member.options.is_generated, withheld);
}

/// What `of` withholds is left out of what is written; null: nothing is.
template <class E>
column_lists columns_of(const E* of)
{
    static_assert(needs_no_quotes<E>(), "cellseal: a name of this table needs quotes; write the SQL by hand");
    column_lists lists;
    lists.table = table_name(entity<E>.table);
    std::apply([&](const auto&... member) { (add_member(lists, member, of), ...); }, entity<E>.members);
    return lists;
}

template <class E>
consteval bool has_key()
{
    return std::apply([](const auto&... member) { return ((member.role == member_role::key) || ...); },
                      entity<E>.members);
}

}  // namespace statement_text

/// "select id, full_name from contact": every described column; `*` would also fetch what no member takes.
template <described_entity E>
[[nodiscard]] std::string select_statement()
{
    return statement_text::select(statement_text::columns_of<E>(nullptr));
}

/// The same with " where …" behind it; the values are bound by soci_orm::select().
template <described_entity E>
[[nodiscard]] std::string select_statement(const condition<E>& wanted)
{
    return select_statement<E>() + " where " + wanted.text();
}

/// "insert into contact(id, full_name) values(:id, :full_name)", without the columns that `of` withholds and without a
/// generated key.
template <described_entity E>
[[nodiscard]] std::string insert_statement(const E& of)
{
    return statement_text::insert(statement_text::columns_of(&of));
}

/// "update contact set full_name = :full_name where id = :id", without the columns that `of` withholds.
template <described_entity E>
[[nodiscard]] std::string update_statement(const E& of)
{
    static_assert(statement_text::has_key<E>(), "cellseal: a table without key() cannot tell which row to update");
    return statement_text::update(statement_text::columns_of(&of));
}

/// "delete from contact where id = :id"
template <described_entity E>
[[nodiscard]] std::string delete_statement()
{
    static_assert(statement_text::has_key<E>(), "cellseal: a table without key() cannot tell which row to delete");
    return statement_text::erase(statement_text::columns_of<E>(nullptr));
}

}  // namespace cellseal
