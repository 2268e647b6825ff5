#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// NEXT VALUE FOR or PREVIOUS VALUE FOR stands here, in a dialect that has them.
[[nodiscard]] bool at_sequence(const reading& r) noexcept;

/// NEXT VALUE FOR [schema.]sequence
[[nodiscard]] operand read_sequence(reading& r);

}  // namespace cellseal
