#pragma once

#include "plugin/statements/statement.h"

namespace cellseal {

/// What a definition of one table may do to its protected columns (P18). `table` is what the name means now.
class table_definition {
public:
    table_definition(reading& r, const relation& table) noexcept : r_(r), table_(table) {}

    /// name type constraints, up to a comma or `end`. Refuses (ddl) what would not hold sealed values, and what the
    /// database would compute from them.
    void read_column(std::size_t end);
    /// One comma-separated element of CREATE TABLE: a column or a constraint.
    void read_element(std::size_t end);
    /// Refuses (ddl) what drops or renames this column; takes its name.
    void read_dropped_column();

    /// Passes over tokens up to a comma at this level or `end`; refuses (ddl) protected names among them.
    void pass_plain(std::size_t end);
    /// As pass_plain(), but protected names are fine: constraints do not change what is stored.
    void pass_any(std::size_t end);
    /// A constraint or key; refuses (ddl) a CHECK that asks for more than NULL of a protected column.
    void read_constraint(std::size_t end);

    [[nodiscard]] const attribute* guarded(const name& column) const noexcept;
    /// Takes a type; false if a sealed value would not fit into it.
    bool take_wide_type(std::size_t end);

private:
    [[nodiscard]] bool at_constraint() const noexcept;
    void refuse_checks(std::size_t from);
    [[nodiscard]] bool asks_for_length(std::size_t column) const noexcept;
    void read_guarded_rest(const attribute& subject, std::size_t end);

    reading& r_;
    const relation& table_;
    bool last_is_companion_ = false;  ///< Tokens are shorter than sealed values.
};

void read_create_table(reading& r);
void read_alter_table(reading& r);
/// CREATE INDEX; INDEX stands here.
void read_create_index(reading& r);
/// CREATE VIEW; VIEW stands here. `stored`: its rows are kept, so they are a copy.
enum class view_form : std::uint8_t { looked_up, stored };
void read_create_view(reading& r, view_form how);

/// [IF [NOT] EXISTS]
void take_if_exists(reading& r);
/// [schema.]name of a table; never a CTE. Marks the reading when it is protected.
struct named_table {
    name called;
    const relation* what = nullptr;
};
named_table take_table(reading& r);
/// PARTITION OF, ATTACH PARTITION, INHERIT(S), if they stand here: refuses (ddl) a protected table behind them, and
/// leaves the cursor where it is.
void refuse_shared_rows(reading& r);
/// The attribute a protected table is named by in messages.
[[nodiscard]] std::string subject_of(const relation& table, const name& called);

/// ANALYZE, VACUUM, GRANT and the like: they move no values.
[[nodiscard]] bool at_upkeep(const reading& r) noexcept;
void read_upkeep(reading& r);

}  // namespace cellseal
