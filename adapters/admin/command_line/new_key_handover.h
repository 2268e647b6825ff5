#pragma once

#include <string>

#include "adapters/admin/command_line/command_services.h"
#include "adapters/admin/command_line/terminal.h"
#include "plugin/key_change/key_changer.h"

namespace cellseal::command_line {

/// Before a change is begun: is there a place for the new key? Either its source takes it, or nothing lies at
/// `export_file` yet. Throws error change_refused with the reason, and what to say instead.
void require_place_for_new_key(const std::string& export_file, const key_changer& changer);

/// Where a new key went that its source had no room for.
struct new_key_handover {
    std::string file;         ///< Empty: it lies in its source, or nowhere.
    std::string because;      ///< Why it is not in its source, and not in a file where it was to be.
    bool is_nowhere = false;  ///< It has to be shown, now: it exists only in this process.
};

/// Writes it to `export_file`. Does not throw: a key that was made is never lost because a file was not.
[[nodiscard]] new_key_handover hand_over(const accepted_change& accepted, const std::string& export_file,
                                         command_services& services);

/// What a person has to do so that every process that starts with `source` opens by the new key; shows the key itself
/// where it lies nowhere. Nothing where it lies in its source.
void tell_steps(const new_key_handover& where, const accepted_change& accepted, const std::string& source,
                terminal console);

}  // namespace cellseal::command_line
