#pragma once

#include <chrono>
#include <cstdint>

namespace cellseal {

/// What time it is, and waiting for it. Threads: all members may be called at once from any number of threads.
class clock {
public:
    virtual ~clock() = default;

    /// Time since the machine started, counting the time it was suspended (Linux: CLOCK_BOOTTIME): a lease must not
    /// outlive a closed lid. Never goes back.
    [[nodiscard]] virtual std::chrono::nanoseconds since_boot() const = 0;

    /// Seconds since 1970-01-01T00:00:00Z, for dates on record. May jump; nothing is decided by it.
    [[nodiscard]] virtual std::uint64_t now() const = 0;

    /// Returns after `span` has passed.
    virtual void wait(std::chrono::nanoseconds span) const = 0;
};

}  // namespace cellseal
