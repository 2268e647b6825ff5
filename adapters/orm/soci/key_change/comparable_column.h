#pragma once

#include <string>

#include "plugin/attributes/attribute.h"

namespace cellseal::soci_orm {

/// A column whose stored values are the same for the same plain value under one key: that of the tokens of `which`, or
/// its own, if it is deterministic or the column of a compound index.
struct comparable_column {
    const attribute* which = nullptr;
    bool is_token = false;

    [[nodiscard]] const std::string& name() const noexcept
    {
        return is_token ? which->index->companion : which->column;
    }
    auto operator<=>(const comparable_column&) const = default;
};

}  // namespace cellseal::soci_orm
