#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plugin/statements/scope.h"

namespace cellseal {

enum class operand_kind : std::uint8_t {
    plain,  ///< Computed from plain things.
    literal,
    null,
    default_value,
    parameter,       ///< A parameter alone, maybe in parentheses, maybe cast to text.
    cast_parameter,  ///< A parameter in a cast that could change it.
    column,          ///< A column alone; protected if `sealed` is set.
    row,             ///< (a, b, …)
};

/// What an expression is, as far as protection is concerned, and the tokens it stands in.
struct operand {
    operand_kind kind = operand_kind::plain;
    std::uint32_t first = 0;
    std::uint32_t last = 0;

    // A column.
    const attribute* sealed = nullptr;
    const attribute* companion_of = nullptr;  ///< Only from `*` and sub-selects: it cannot be named.
    const binding* from = nullptr;            ///< Null when it comes out of a sub-select or an alias.
    const scope* in = nullptr;
    const scope* seen_from = nullptr;  ///< The innermost scope at the place where the name stands.
    const relation_column* column = nullptr;
    std::uint32_t path_first = 0;  ///< The column's name with its qualifiers, without parentheses.
    std::uint32_t path_last = 0;

    name called{};  ///< The name that a sub-select's column has outside.

    std::uint32_t occurrence = 0;  ///< A parameter.
    std::vector<operand> parts{};  ///< A row.

    [[nodiscard]] bool is_protected() const noexcept
    {
        if (kind == operand_kind::column) return sealed != nullptr || companion_of != nullptr;
        for (const operand& each : parts) {
            if (each.is_protected()) return true;
        }
        return false;
    }
    /// The attribute that makes it protected; null for plain ones.
    [[nodiscard]] const attribute* subject() const noexcept
    {
        if (kind == operand_kind::column) return sealed != nullptr ? sealed : companion_of;
        for (const operand& each : parts) {
            if (const attribute* found = each.subject()) return found;
        }
        return nullptr;
    }
};

}  // namespace cellseal
