#pragma once

#include <vector>

#include "plugin/statements/query.h"

namespace cellseal {

/// Whether an alias may stand without AS.
enum class alias_form : std::uint8_t { free, behind_as };

/// The tables of FROM (or USING, or UPDATE): which there are, under which names, and what `*` gives. The conditions of
/// ON are read later, when aliases of the select list are known: SQLite lets ON see them, and tables joined behind it.
class from_clause {
public:
    from_clause(reading& r, scope& into) noexcept : r_(r), into_(into) {}

    /// Behind FROM: elements with commas between. Fills the scope's bindings and star.
    void read();
    /// One table without joins, as the target of a statement that writes; never a CTE.
    binding& read_target(alias_form how);
    /// The ON conditions that read() passed over; leaves the cursor behind the last one.
    void read_conditions();
    /// Refuses tables read so far of which one, when written to, runs a trigger that names a protected table.
    void refuse_triggers() const;

private:
    struct condition {
        std::size_t from;
        std::size_t end;
        std::size_t visible_from;
        std::size_t visible_to;
        bool filters;  ///< Of inner joins only: what it demands holds for every row.
    };
    using columns = std::vector<star_column>;

    columns read_joined();
    columns read_factor();
    columns read_parenthesis(bool lateral);
    columns read_table();
    bool take_only();
    columns bind(const name& called, const relation& what, bool aliased);
    const relation& read_named(name& called, bool& function);
    const relation* find_common_table(const name& called) const;
    void read_join(columns& left, std::size_t first);
    void read_using(columns& left, columns& right);
    void join_naturally(columns& left, columns& right);
    void merge(columns& left, columns& right, const std::vector<name>& by);
    void pass_condition(std::size_t first, bool filters);
    void take_modifiers_before_alias();
    void take_modifiers_behind_alias();

    reading& r_;
    scope& into_;
    std::vector<condition> conditions_;
};

/// SQL_CALC_FOUND_ROWS and the like.
bool take_mysql_modifier(reading& r);

}  // namespace cellseal
