#pragma once

#include "plugin/ports/process_table.h"

namespace cellseal {

/// Processes as Linux tells them in /proc: a name holds host, boot, process namespace, number and start time, so that a
/// number that is given out again is another process, and one in another container is not taken for gone.
class operating_system_process final : public process_identity {
public:
    [[nodiscard]] std::string own() const override;
    [[nodiscard]] bool is_gone(const std::string& name) const override;
};

}  // namespace cellseal
