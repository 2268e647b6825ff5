#pragma once

#include "plugin/values/plain_value.h"

namespace cellseal {

/// Why the body breaks the row of its type (sealed_value_format.md, section 3), in words that a message can go on with
/// and that hold nothing of the value; null when it obeys.
[[nodiscard]] const char* body_problem(plain_view value) noexcept;

/// Whether the parts name a day that exists and a time of that day.
[[nodiscard]] bool exists(const date_time& value) noexcept;

}  // namespace cellseal
