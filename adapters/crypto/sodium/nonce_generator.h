#pragma once

#include <array>
#include <cstdint>

#include "plugin/bytes.h"

namespace cellseal {

/// A page of its own for the state of a nonce generator: wiped in a forked child by the system, left out of core dumps.
class nonce_page {
public:
    nonce_page() noexcept;
    ~nonce_page();
    nonce_page(const nonce_page&) = delete;
    nonce_page& operator=(const nonce_page&) = delete;

    /// Empty where the system offers no page that it wipes on fork(); then nonces have to come from the system itself.
    [[nodiscard]] byte_span bytes() const noexcept { return {memory_, size_}; }

private:
    std::uint8_t* memory_ = nullptr;
    std::size_t size_ = 0;
};

/// Fast key erasure with ChaCha20 (Bernstein, "Fast-key-erasure random-number generators", 2017): every refill replaces
/// the key first and hands out the rest, and what was handed out is erased, so an earlier nonce cannot be computed from
/// the state, and no two draws share a byte.
///
/// All state lies in the page it is given, and a page of zeros is a generator without a seed: that is how a forked
/// child notices that it must not go on with its parent's. Fresh bytes of the system are mixed in every 2^16 refills
/// and at least once a second, which bounds what two clones of a virtual machine can draw alike. Threads: one generator
/// belongs to one thread. The page must outlive it.
class nonce_generator {
public:
    /// The most bytes that one draw may ask for.
    static constexpr std::size_t largest_draw = 64;

    /// `page` is zero or holds the state of an earlier generator, and has at least the size of the state.
    explicit nonce_generator(byte_span page) noexcept;

    void draw(byte_span out) noexcept;

    /// Bytes of one refill: 158 nonces. With the key it is 60 blocks, of which the vector code takes four at once.
    static constexpr std::size_t pool_size = 3840 - 32;

private:
    struct state {
        std::array<std::uint8_t, 32> key;
        std::array<std::uint8_t, pool_size> pool;
        std::uint32_t next;     // Where the bytes begin that were not handed out.
        std::uint32_t refills;  // Since the system's bytes were mixed in.
        std::int64_t mixed_at;  // Milliseconds of the monotonic clock.
        std::uint64_t seeded;   // The mark, or 0 after a wipe.
    };
    static_assert(sizeof(state) <= 4096);

    void mix_in_system_bytes(std::int64_t now) noexcept;
    void refill() noexcept;

    state* state_;
};

}  // namespace cellseal
