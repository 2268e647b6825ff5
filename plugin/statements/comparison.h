#pragma once

#include <vector>

#include "plugin/statements/reading.h"

namespace cellseal {

/// The operator of a comparison and the tokens it stands in.
struct comparison_operator {
    bool negated = false;  ///< <>, !=, NOT IN
    std::size_t first = 0;
    std::size_t last = 0;     ///< 0: the comparison is a part of one of rows.
    std::size_t closing = 0;  ///< The parenthesis behind an IN list.
};

/// left = right, left <> right: understands, rewrites or refuses it.
void compare(reading& r, const operand& left, const operand& right, const comparison_operator& op);
/// left IN (list)
void compare_with_list(reading& r, const operand& left, const std::vector<operand>& list,
                       const comparison_operator& op);
/// A query behind IN.
struct compared_query {
    const output_list& outputs;
    const scope* tables = nullptr;
    std::size_t open = 0;  ///< The parenthesis in front of it.
    std::size_t last = 0;  ///< Its last token.
    bool negated = false;
};
/// left IN (query of one column): both go by their index columns.
void compare_with_query(reading& r, const operand& left, const compared_query& with);
/// left IS NULL
void test_for_null(const operand& left, std::size_t offset);

}  // namespace cellseal
