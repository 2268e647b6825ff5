#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>
#include <mutex>
#include <string>
#include <vector>

namespace cellseal {

/// One stretch of memory for all keys of a process: locked against swapping, left out of core dumps, a page without
/// access before and behind it, and every block wiped when it is released.
///
/// One stretch, because locking goes by pages: a locked page for every key would use up the limit of an ordinary user
/// (8 MiB on Debian) after about 2,000 keys. Left out of core dumps only, not wiped on fork(): a server that forks
/// after start-up must be able to open values in its children.
/// Threads: all members may be called at once from any number of threads.
class locked_arena : public std::pmr::memory_resource {
public:
    static constexpr std::size_t default_size = std::size_t{512} * 1024;

    /// `size` is in bytes and rounded up to whole pages. Throws error out_of_locked_memory when the system has no
    /// memory; a lock that is refused is no error, see locked().
    explicit locked_arena(std::size_t size = default_size);
    ~locked_arena() override;
    locked_arena(const locked_arena&) = delete;
    locked_arena& operator=(const locked_arena&) = delete;

    /// Whether the system keeps these pages out of swap; if not, why_not_locked() says what it answered and what to do.
    [[nodiscard]] bool locked() const noexcept { return why_not_locked_.empty(); }
    [[nodiscard]] const std::string& why_not_locked() const noexcept { return why_not_locked_; }

    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    /// Bytes handed out now, rounded up to the sizes of the blocks.
    [[nodiscard]] std::size_t in_use() const;

private:
    /// Throws error out_of_locked_memory when there is no room.
    void* do_allocate(std::size_t size, std::size_t alignment) override;
    void do_deallocate(void* block, std::size_t size, std::size_t alignment) override;
    [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

    void protect_and_lock(std::size_t page);
    [[noreturn]] void refuse_as_full() const;

    std::byte* mapping_ = nullptr;  // With the two guard pages.
    std::size_t mapped_ = 0;
    std::byte* memory_ = nullptr;
    std::size_t capacity_ = 0;
    std::string why_not_locked_;

    mutable std::mutex guard_;
    std::size_t fresh_ = 0;  // Where memory begins that was never handed out.
    std::size_t in_use_ = 0;
    struct shelf {
        std::vector<std::byte*> released;
        std::size_t made = 0;
    };
    std::array<shelf, 64> shelves_;  // By the logarithm of the block's size.
};

}  // namespace cellseal
