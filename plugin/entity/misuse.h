#pragma once

namespace cellseal {

/// Thrown while a description is evaluated by the compiler, and nowhere else: the compiler then stops at the line that
/// throws, and shows its text.
struct misuse {
    const char* text;
};

}  // namespace cellseal
