#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// Whether an operator that takes the operand before it stands here: a mark or a word such as LIKE, IS, NOT IN.
[[nodiscard]] bool at_operator(const reading& r) noexcept;
/// =, ==, <>, !=
[[nodiscard]] bool at_equality(const reading& r) noexcept;
/// An operator that may stand in a bound of BETWEEN: no AND, no word.
[[nodiscard]] bool at_arithmetic(const reading& r) noexcept;
/// Takes an operator of one or more tokens: NOT was taken before.
void take_operator(reading& r);

}  // namespace cellseal
