#include "adapters/crypto/openssl/nonce_source.h"

#include <algorithm>

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <sys/random.h>
#include <time.h>

#include "adapters/crypto/openssl/fork_epoch.h"
#include "adapters/crypto/openssl/openssl_failure.h"
#include "adapters/crypto/openssl/wiped_array.h"

namespace cellseal::openssl {

std::uint64_t coarse_milliseconds() noexcept
{
    timespec now{};
#ifdef CLOCK_MONOTONIC_COARSE
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
#else
    clock_gettime(CLOCK_MONOTONIC, &now);
#endif
    return static_cast<std::uint64_t>(now.tv_sec) * 1000U + static_cast<std::uint64_t>(now.tv_nsec) / 1'000'000U;
}

void nonce_source::draw(byte_span out) const
{
    if (how_ == nonce_drawing::paranoid) return generate(out);
    const auto mine = buffers_.take([] { return std::make_unique<buffer>(); });
    if (mine->bytes.size() - mine->used < out.size() || mine->epoch != fork_epoch() ||
        coarse_milliseconds() - mine->filled_at >= freshness)
        refill(*mine);
    std::copy_n(mine->bytes.begin() + static_cast<std::ptrdiff_t>(mine->used), out.size(), out.begin());
    mine->used += out.size();
}

void nonce_source::refill(buffer& which) const
{
    which.used = which.bytes.size();  // Empty, should generate() throw.
    generate(which.bytes);
    which.epoch = fork_epoch();
    which.filled_at = coarse_milliseconds();
    which.used = 0;
}

void nonce_source::generate(byte_span out) const
{
    wiped_array<32> fresh;
    if (getrandom(fresh.span().data(), fresh.span().size(), 0) != static_cast<ssize_t>(fresh.span().size()))
        fail("read the operating system's generator");
    EVP_RAND_CTX* const generator = require_made(RAND_get0_public(library_), "start its random generator");
    require(EVP_RAND_generate(generator, out.data(), out.size(), 256, 0, fresh.span().data(), fresh.span().size()),
            "draw random bytes");
}

}  // namespace cellseal::openssl
