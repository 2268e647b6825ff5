#include "adapters/crypto/sodium/nonce_generator.h"

#include <sodium.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <cstring>

namespace cellseal {

namespace {

constexpr std::uint64_t seeded_mark = 0x5EED5EED5EED5EED;
constexpr std::uint32_t refills_between_mixes = std::uint32_t{1} << 16;
constexpr std::int64_t milliseconds_between_mixes = 1000;

// The coarse clock costs a quarter of the exact one and is right to some milliseconds.
std::int64_t milliseconds_now() noexcept
{
    timespec now{};
#ifdef CLOCK_MONOTONIC_COARSE
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
#else
    ::clock_gettime(CLOCK_MONOTONIC, &now);
#endif
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

nonce_page::nonce_page() noexcept
{
#ifdef MADV_WIPEONFORK
    const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    void* at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return;
    if (::madvise(at, size, MADV_WIPEONFORK) != 0) {
        ::munmap(at, size);
        return;
    }
    ::madvise(at, size, MADV_DONTDUMP);
    memory_ = static_cast<std::uint8_t*>(at);
    size_ = size;
#endif
}

nonce_page::~nonce_page()
{
    if (memory_ == nullptr) return;
    ::sodium_memzero(memory_, size_);
    ::munmap(memory_, size_);
}

nonce_generator::nonce_generator(byte_span page) noexcept : state_(reinterpret_cast<state*>(page.data())) {}

void nonce_generator::draw(byte_span out) noexcept
{
    const std::int64_t now = milliseconds_now();
    if (state_->seeded != seeded_mark || now - state_->mixed_at >= milliseconds_between_mixes) mix_in_system_bytes(now);
    if (pool_size - state_->next < out.size()) refill();
    std::uint8_t* from = state_->pool.data() + state_->next;
    std::memcpy(out.data(), from, out.size());
    std::memset(from, 0, out.size());
    state_->next += static_cast<std::uint32_t>(out.size());
}

void nonce_generator::mix_in_system_bytes(std::int64_t now) noexcept
{
    std::array<std::uint8_t, 32> fresh;
    ::randombytes_buf(fresh.data(), fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) state_->key[i] ^= fresh[i];
    ::sodium_memzero(fresh.data(), fresh.size());
    state_->mixed_at = now;
    state_->refills = 0;
    state_->seeded = seeded_mark;
    refill();
}

void nonce_generator::refill() noexcept
{
    if (++state_->refills > refills_between_mixes) return mix_in_system_bytes(milliseconds_now());
    constexpr std::uint8_t zero[crypto_stream_chacha20_NONCEBYTES]{};
    std::array<std::uint8_t, 32> key = state_->key;
    // Key and pool are one stretch: the stream's first 32 bytes are the next key.
    static_assert(offsetof(state, pool) == sizeof state_->key);
    ::crypto_stream_chacha20(reinterpret_cast<std::uint8_t*>(state_), sizeof state_->key + pool_size, zero, key.data());
    ::sodium_memzero(key.data(), key.size());
    state_->next = 0;
}

}  // namespace cellseal
