#pragma once

#include <string>
#include <string_view>

#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// `cellseal value inspect`: what a sealed value says of itself, with no key.
struct inspect_request {
    std::string value;  ///< "-": standard input.
    answer_form form = answer_form::text;
};

/// `done` for a sealed value; throws error with the code of the first check that it fails, and the caller answers
/// `refused`. Neither repeats the value.
[[nodiscard]] exit_code inspect_value(const inspect_request& request, terminal console);

/// A stored value as people copy it from a database tool: the text form, or the bytes in hexadecimal digits, plain or
/// as \x…, 0x… and X'…', blanks and line breaks around it dropped. Raw bytes stay what they are.
[[nodiscard]] std::string stored_value_from(std::string_view copied);

}  // namespace cellseal::command_line
