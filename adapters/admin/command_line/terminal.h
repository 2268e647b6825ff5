#pragma once

#include <iosfwd>

namespace cellseal::command_line {

/// Where a command reads and writes: the process' own streams, or a test's.
struct terminal {
    std::istream& in;
    std::ostream& out;  ///< Answers.
    std::ostream& err;  ///< Messages for the person at the keyboard.
};

/// How a command answers.
enum class answer_form { text, json };

}  // namespace cellseal::command_line
