#pragma once

#include <string>
#include <vector>

#include "plugin/statements/assignment.h"

namespace cellseal {

/// One protected column that a statement writes to, and what it writes.
struct written_part {
    const binding* into = nullptr;
    const attribute* subject = nullptr;
    operand value;
    std::string qualifier = {};  ///< Of the column as written, with its dot.
};

/// The text for the index column of `index` in the row `into`, from those of the written values that belong to it;
/// empty when it stays as it is. Refuses (companion) values of which no token can be made: some given and others not.
[[nodiscard]] std::string compound_value(reading& r, const compound_definition& index, const binding& into,
                                         const std::vector<written_part>& written);

/// ", bidx_a_b = :token" for each compound index over the columns that an UPDATE writes to; as compound_value().
[[nodiscard]] std::string compound_assignments(reading& r, const std::vector<written_part>& written);

/// The name of the index column as the statement has to spell it.
[[nodiscard]] std::string companion_text(const reading& r, const compound_definition& index);

}  // namespace cellseal
