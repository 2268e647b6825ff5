#pragma once

#include <string>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/exit_code.h"
#include "adapters/admin/command_line/terminal.h"

namespace cellseal::command_line {

/// `cellseal init`: the first key of an organisation.
struct init_request {
    std::string settings_file;
    std::string key_file;  ///< Empty: as the settings say.
    bool typed = false;
    answer_form form = answer_form::text;
};

/// Tells where everything lies and what to do next; never the passphrase. Throws as command_services::init().
[[nodiscard]] exit_code make_key(const init_request& request, command_services& services, terminal console);

}  // namespace cellseal::command_line
