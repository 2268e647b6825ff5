#include "adapters/crypto/sodium/locked_arena.h"

#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

constexpr std::size_t smallest_block = 32;  // A key.

// Blocks are powers of two, so that a released one fits the next secret of about that size.
std::size_t block_size(std::size_t size) noexcept { return std::bit_ceil(std::max(size, smallest_block)); }

// Blocks lie at multiples of their own size up to a cache line, as the states of hashes want it.
std::size_t alignment_of(std::size_t block) noexcept { return std::min<std::size_t>(block, 64); }

std::size_t size_class(std::size_t block) noexcept { return static_cast<std::size_t>(std::countr_zero(block)); }

}  // namespace

locked_arena::locked_arena(std::size_t size)
{
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    capacity_ = (std::max(size, page) + page - 1) / page * page;
    mapped_ = capacity_ + 2 * page;
    void* at = ::mmap(nullptr, mapped_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        throw error(errc::out_of_locked_memory, "The system has no memory for keys (" +
                                                    std::string{std::strerror(errno)} +
                                                    "). Free memory, or make the key arena smaller.");
    mapping_ = static_cast<std::byte*>(at);
    memory_ = mapping_ + page;
    protect_and_lock(page);
}

void locked_arena::protect_and_lock(std::size_t page)
{
    if (::mprotect(memory_, capacity_, PROT_READ | PROT_WRITE) != 0) {
        ::munmap(mapping_, mapped_);
        throw error(errc::out_of_locked_memory, "The system does not give access to memory for keys (" +
                                                    std::string{std::strerror(errno)} + "). Free memory.");
    }
#ifdef MADV_DONTDUMP
    ::madvise(memory_, capacity_, MADV_DONTDUMP);
#endif
    if (::mlock(memory_, capacity_) == 0) return;
    why_not_locked_ = "keys may be written to swap: the system refused to lock " + std::to_string(capacity_ / 1024) +
                      " KiB (" + std::strerror(errno) + "). Raise the limit (ulimit -l, LimitMEMLOCK=) to at least " +
                      std::to_string((capacity_ + page) / 1024) + " KiB.";
}

locked_arena::~locked_arena()
{
    ::sodium_memzero(memory_, capacity_);
    ::munlock(memory_, capacity_);
    ::munmap(mapping_, mapped_);
}

std::size_t locked_arena::in_use() const
{
    const std::scoped_lock hold{guard_};
    return in_use_;
}

void* locked_arena::do_allocate(std::size_t size, std::size_t alignment)
{
    if (size > capacity_) refuse_as_full();
    const std::size_t block = block_size(size);
    if (alignment > alignment_of(block)) refuse_as_full();
    const std::scoped_lock hold{guard_};
    shelf& from = shelves_[size_class(block)];
    if (!from.released.empty()) {
        std::byte* again = from.released.back();
        from.released.pop_back();
        in_use_ += block;
        return again;
    }
    const std::size_t start = (fresh_ + alignment_of(block) - 1) / alignment_of(block) * alignment_of(block);
    if (start > capacity_ || block > capacity_ - start) refuse_as_full();
    // Room for the way back is made now, so that releasing never throws.
    if (++from.made > from.released.capacity()) from.released.reserve(2 * from.made);
    fresh_ = start + block;
    in_use_ += block;
    return memory_ + start;
}

void locked_arena::refuse_as_full() const
{
    throw error(errc::out_of_locked_memory, "The key arena of " + std::to_string(capacity_ / 1024) +
                                                " KiB is full. Make it larger in the settings.");
}

void locked_arena::do_deallocate(void* block, std::size_t size, std::size_t)
{
    const std::size_t whole = block_size(size);
    ::sodium_memzero(block, whole);
    const std::scoped_lock hold{guard_};
    in_use_ -= whole;
    shelves_[size_class(whole)].released.push_back(static_cast<std::byte*>(block));
}

}  // namespace cellseal
