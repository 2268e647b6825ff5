#pragma once

#include <string>

#include "plugin/values/plain_value.h"

namespace cellseal {

/// A plain value as text that another program can read back: text as it is, numbers in decimal digits (a double in as
/// many as it needs), booleans as true and false, dates as "2026-03-01T10:15:00", bytes as `\x` and hexadecimal digits.
/// The string is plaintext: whoever asks for it wipes it.
[[nodiscard]] std::string plain_display(plain_view value);

}  // namespace cellseal
