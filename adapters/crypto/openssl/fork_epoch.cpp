#include "adapters/crypto/openssl/fork_epoch.h"

#include <atomic>
#include <new>

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include "plugin/error/error.h"

namespace cellseal::openssl {

namespace {

using epoch_word = std::atomic<std::uint64_t>;

[[noreturn]] void no_page()
{
    throw error(errc::crypto_failure,
                "a page of memory that notices fork() cannot be had; look at the memory limits of "
                "this process and start it again");
}

epoch_word* watched_page()
{
    static epoch_word* page = nullptr;
    const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* const memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) no_page();
    page = new (memory) epoch_word{0};
    if (madvise(memory, size, MADV_WIPEONFORK) != 0 &&
        pthread_atfork(nullptr, nullptr, [] { page->store(0, std::memory_order_relaxed); }) != 0)
        no_page();
    return page;
}

}  // namespace

std::uint64_t fork_epoch()
{
    static epoch_word& current = *watched_page();
    static epoch_word last{0};  // Ordinary memory: a child goes on counting where its parent was.
    const std::uint64_t epoch = current.load(std::memory_order_relaxed);
    if (epoch != 0) [[likely]]
        return epoch;
    std::uint64_t expected = 0;
    const std::uint64_t fresh = last.fetch_add(1, std::memory_order_relaxed) + 1;
    return current.compare_exchange_strong(expected, fresh, std::memory_order_relaxed) ? fresh : expected;
}

}  // namespace cellseal::openssl
