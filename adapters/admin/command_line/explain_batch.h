#pragma once

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// Answers each line `{"id", "dialect", "sql"}` of `console.in` with one line, flushed, so that another program can ask
/// and wait. `id` is given back as it is; without "dialect" the settings' own counts. A line that is no such object is
/// answered with `{"id", "error": {"line", "message"}}`, and the next one is read.
void explain_batch(const statement_analyser& analyser, terminal console);

}  // namespace cellseal::command_line
