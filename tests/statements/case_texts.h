#pragma once

#include <string>
#include <vector>

#include "plugin/statements/dialect.h"

namespace cellseal::test {

/// The statements of the cases and of the adversarial ones that stand for this dialect.
[[nodiscard]] std::vector<std::string> case_texts(dialect language);

}  // namespace cellseal::test
