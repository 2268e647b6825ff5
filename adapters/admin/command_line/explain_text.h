#pragma once

#include <string>
#include <string_view>

#include "plugin/statements/statement_plan.h"

namespace cellseal::command_line {

/// The answer about one statement for a person: what is understood, or the line with a caret under the mistake, why it
/// is refused and what to write instead; then the text that runs. Ends with a line break.
[[nodiscard]] std::string explain_text(const statement_plan& plan, std::string_view sql);

/// The line of `text` that holds byte `offset`, and below it a caret at that character.
[[nodiscard]] std::string pointed_at(std::string_view text, std::size_t offset);

}  // namespace cellseal::command_line
