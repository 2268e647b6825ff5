#pragma once

#include <string>

namespace cellseal {

/// Turns core dumps of this process off, now and for its children, and keeps other processes of the same user from
/// reading its memory: for an application that wants it, first thing in main(). Debuggers cannot attach any more.
///
/// Gives what could not be done, for the log; empty when all was. Threads: before others are started.
[[nodiscard]] std::string harden_process();

}  // namespace cellseal
