#pragma once

#include <string>
#include <vector>

#include "plugin/statements/comparison.h"

namespace cellseal {

/// What a comparison is turned into: which parameters it gets.
struct searched {
    bound_form form = bound_form::token;
    std::size_t keys = 1;
    const compound_definition* compound = nullptr;
    std::vector<std::size_t> parts = {};  ///< Occurrences, in the order of the compound index.

    /// As the functions of these names in rewriting.
    [[nodiscard]] std::string own(reading& r, std::size_t occurrence) const;
    [[nodiscard]] std::string further(reading& r, std::size_t occurrence, std::size_t slot) const;
    void keep(reading& r, std::size_t occurrence) const;
};

/// The name of a companion that stands beside `column`; with its table where another column would be nearer.
[[nodiscard]] std::string companion_called(reading& r, const operand& column, const std::string& spelling);
/// Its name alone.
[[nodiscard]] std::string companion_beside(reading& r, const operand& column);
/// That of the column's own index, projected out of a derived table where it has to be.
[[nodiscard]] std::string own_companion_called(reading& r, const operand& column);

/// Refuses (ambiguous) where a table of the same name is nearer and would take the column's qualifier for its own.
void refuse_nearer_table(const reading& r, const operand& column);

/// The wanted parameters, each for all live keys: ":a, :cs1_a, :b, :cs2_b".
[[nodiscard]] std::string all_keys(reading& r, const std::vector<operand>& wanted, const searched& by);

/// column IN (…), for every live key. Refuses a part of a row, which cannot become a list.
void search_under_many_keys(reading& r, const operand& column, const std::vector<operand>& wanted,
                            const comparison_operator& op, const searched& by);

/// Puts `text` in place of the whole comparison. Refuses a part of a row.
void replace_comparison(reading& r, const operand& column, const std::vector<operand>& wanted,
                        const comparison_operator& op, std::string text);

}  // namespace cellseal
