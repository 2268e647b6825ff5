#include "adapters/process/home_process.h"

#include <pthread.h>

#include <atomic>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

// How often this process and those before it were forked, as each of them has seen it.
std::atomic<unsigned> forks = 0;

void count_fork() noexcept { forks.fetch_add(1, std::memory_order_relaxed); }

}  // namespace

home_process::home_process()
{
    static const bool counts = ::pthread_atfork(nullptr, nullptr, count_fork) == 0;
    if (!counts) throw error(errc::out_of_locked_memory, "there is no memory left to watch for fork()");
    forks_ = forks.load(std::memory_order_relaxed);
}

bool home_process::is_left() const noexcept { return forks.load(std::memory_order_relaxed) != forks_; }

void home_process::require() const
{
    if (!is_left()) return;
    throw error(errc::inactive,
                "field encryption is inactive in this process: it was forked after the application was opened, and "
                "shares its connections with its parent. Open an application of its own in the child, behind fork()");
}

}  // namespace cellseal
