#pragma once

#include <string>
#include <vector>

#include "plugin/statements/assignment.h"
#include "plugin/statements/statement.h"

namespace cellseal {

/// The columns and values of an INSERT; adds the index columns to both.
class insert_reader {
public:
    insert_reader(reading& r, const scope& names, const binding& into) noexcept : r_(r), names_(&names), into_(into) {}

    /// UPDATE OR INSERT changes a row that is there already.
    void may_update() noexcept { may_update_ = true; }
    /// (a, b, …), or all columns of the table.
    void read_columns();
    /// [[schema.]table.]column, as MySQL lets it be written.
    [[nodiscard]] name take_column();
    /// VALUES, SET, DEFAULT VALUES or a query.
    void read_source(const scope* outer);

    /// Key parts of the one row that VALUES gives; empty if there are several rows or parts that are no parameters.
    [[nodiscard]] std::vector<std::size_t> key_of_only_row() const
    {
        return rows_ == 1 ? key_ : std::vector<std::size_t>{};
    }

private:
    void all_columns();
    void read_value_rows();
    void read_value_row();
    void read_set_form();
    void read_query_source(const scope* outer);
    void find_compounds();
    [[nodiscard]] std::string compound_values(const std::vector<operand>& values);
    [[nodiscard]] std::string copied_compound(const compound_definition& index, const output_list& from) const;
    void bind_to_row(const std::vector<operand>& values);
    void refuse_copy(const output& from) const;
    [[nodiscard]] std::string selected_parameter(const output& from, const relation_column& column);
    [[nodiscard]] std::string selected_together(const compound_definition& index, const output_list& from);
    [[nodiscard]] std::string copied_companion(const output& from, const relation_column* column);

    reading& r_;
    const scope* names_;
    const binding& into_;
    std::vector<const relation_column*> columns_;
    std::vector<const compound_definition*> compounds_;  ///< Those over columns that are all written.
    bool listed_ = false;
    bool may_update_ = false;
    std::size_t rows_ = 0;
    std::vector<std::size_t> key_;
};

}  // namespace cellseal
