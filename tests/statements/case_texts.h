#pragma once

#include <string>
#include <vector>

#include "plugin/statements/dialect.h"

namespace cellseal::test {

/// The statements of the cases and of the adversarial ones that stand for this dialect.
[[nodiscard]] std::vector<std::string> case_texts(dialect language);

/// The statements that were written for the fuzzers: those of every dialect, and its own.
[[nodiscard]] std::vector<std::string> fuzzer_seeds(dialect language);

}  // namespace cellseal::test
