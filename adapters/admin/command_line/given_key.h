#pragma once

#include <memory_resource>
#include <string>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// A key that a command is given: the bytes of `file`, or for "-" one line of a terminal, typed without echo, or all of
/// standard input.
[[nodiscard]] secret_bytes given_key(const std::string& file, command_services& services,
                                     const open_administration& held, terminal console);
[[nodiscard]] secret_bytes given_key(const std::string& file, command_services& services,
                                     std::pmr::memory_resource& memory, terminal console);

/// A new passphrase, typed twice without echo (once from standard input that is no terminal), held against the rules
/// for new keys; the estimate of its strength is told. Throws error weak_passphrase, bad_passphrase, not_confirmed
/// where the two differ.
[[nodiscard]] slot_secret typed_new_key(std::pmr::memory_resource& memory, terminal console);

}  // namespace cellseal::command_line
