#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "plugin/statements/statement_plan.h"

namespace cellseal::command_line {

/// The answer about one statement: outcome, parameters, columns, refusal, rewritten. Parameters are all occurrences in
/// text order; columns are the protected ones that the user sees; refusal is null unless refused, rewritten null if so.
[[nodiscard]] nlohmann::ordered_json explain_json(const statement_plan& plan);

/// On one line. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string dumped(const nlohmann::ordered_json& json);

}  // namespace cellseal::command_line
