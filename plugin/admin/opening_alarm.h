#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "plugin/ports/clock.h"

namespace cellseal {

/// Raises an alarm when a thousand stored values have failed to open within a minute: somebody tries, or a table was
/// damaged (keyring_format.md, section 7). Once for each minute. Threads: one at a time. Lifetime: the clock outlives
/// it.
class opening_alarm {
public:
    static constexpr std::uint64_t threshold = 1000;
    static constexpr std::chrono::minutes span{1};

    /// `failed` gives how many have failed since the start; `raise` is given how many did within the minute.
    opening_alarm(const clock& time, std::function<std::uint64_t()> failed, std::function<void(std::uint64_t)> raise);

    /// To be called every second or so.
    void look();

private:
    const clock& time_;
    std::function<std::uint64_t()> failed_;
    std::function<void(std::uint64_t)> raise_;
    std::chrono::nanoseconds began_;
    std::uint64_t before_;
    bool raised_ = false;
};

}  // namespace cellseal
