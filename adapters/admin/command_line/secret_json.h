#pragma once

#include <iosfwd>

#include "plugin/keys/secret_bytes.h"

namespace cellseal::command_line {

/// Writes a secret as a JSON string, straight to the stream: a string on the way would stay in memory.
void write_json_text(std::ostream& out, const secret_bytes& text);

}  // namespace cellseal::command_line
