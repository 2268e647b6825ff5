#pragma once

#include <string_view>

#include "plugin/error/error.h"

namespace cellseal::command_line {

/// What the command tells the shell. The numbers are stable; exit_codes.md says more.
enum class exit_code : int {
    done = 0,           ///< Done; of a question: yes.
    refused = 1,        ///< A negative answer: the statement is refused, the value is no sealed value.
    usage = 2,          ///< The command line itself is wrong.
    configuration = 3,  ///< Settings, attributes or schema: fix them and try again.
    key = 4,            ///< The key, its source or the keyring.
    database = 5,       ///< The database is locked, read-only or gone.
    failed = 6,         ///< Anything else, such as a crypto provider that fails.
};

/// The exit code for an error that ends the command.
[[nodiscard]] exit_code exit_code_for(errc code) noexcept;

}  // namespace cellseal::command_line
