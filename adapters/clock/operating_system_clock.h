#pragma once

#include "plugin/ports/clock.h"

namespace cellseal {

/// The clock of this machine: CLOCK_BOOTTIME where the system has it, else its monotonic clock, which may stand still
/// while the machine is suspended.
class operating_system_clock final : public clock {
public:
    [[nodiscard]] std::chrono::nanoseconds since_boot() const override;
    [[nodiscard]] std::uint64_t now() const override;
    void wait(std::chrono::nanoseconds span) const override;
};

}  // namespace cellseal
