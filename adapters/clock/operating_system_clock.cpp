#include "adapters/clock/operating_system_clock.h"

#include <ctime>
#include <thread>

namespace cellseal {

namespace {

#ifdef CLOCK_BOOTTIME
constexpr clockid_t boot_clock = CLOCK_BOOTTIME;
#else
constexpr clockid_t boot_clock = CLOCK_MONOTONIC;
#endif

}  // namespace

std::chrono::nanoseconds operating_system_clock::since_boot() const
{
    timespec time{};
    clock_gettime(boot_clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::uint64_t operating_system_clock::now() const
{
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count());
}

void operating_system_clock::wait(std::chrono::nanoseconds span) const { std::this_thread::sleep_for(span); }

}  // namespace cellseal
