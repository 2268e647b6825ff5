#pragma once

#include <memory_resource>
#include <string>

#include "adapters/admin/command_line/key_change_desk.h"
#include "plugin/admin/administrator.h"

namespace cellseal::command_line {

/// Settings, database and key held open for one administrator's command.
class open_administration {
public:
    virtual ~open_administration() = default;

    [[nodiscard]] virtual const administrator& contract() const = 0;
    /// The user of the operating system who runs the command, with the reason given.
    [[nodiscard]] virtual admin_caller caller(const std::string& reason) const = 0;
    /// Throws error inactive, with what to do, where no keyring is open; database_unavailable.
    [[nodiscard]] virtual key_change_desk& key_change() = 0;
};

}  // namespace cellseal::command_line
