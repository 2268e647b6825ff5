#pragma once

#include <algorithm>
#include <deque>
#include <vector>

#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// A real crypto provider whose random bytes come from a list while it lasts, so that a known answer can be reproduced.
class scripted_random final : public crypto_provider {
public:
    explicit scripted_random(const crypto_provider& real) : real_(real) {}

    std::deque<std::vector<std::uint8_t>> next;
    /// What the last wrap or hash was asked to cost; for checks that something was not asked at all.
    mutable std::size_t passphrase_hashes = 0;

    [[nodiscard]] std::string_view name() const noexcept override { return real_.name(); }
    [[nodiscard]] bool offers(suite which) const noexcept override { return real_.offers(which); }
    [[nodiscard]] std::unique_ptr<aead> make_aead(suite which, byte_view key, byte_view nonce_key) const override
    {
        return real_.make_aead(which, key, nonce_key);
    }
    [[nodiscard]] std::unique_ptr<keyed_hash> make_hmac_sha256(byte_view key) const override
    {
        return real_.make_hmac_sha256(key);
    }
    [[nodiscard]] std::unique_ptr<keyed_hash> make_hmac_sha512(byte_view key) const override
    {
        return real_.make_hmac_sha512(key);
    }
    void wrap_seal(byte_view key, byte_view associated, byte_view plain, byte_span out) const override
    {
        real_.wrap_seal(key, associated, plain, out);
        if (fails_to_wrap) out[0] ^= 1;
    }
    [[nodiscard]] wrap_algorithm wraps_by() const noexcept override { return real_.wraps_by(); }
    [[nodiscard]] bool offers_wrap(wrap_algorithm which) const noexcept override { return real_.offers_wrap(which); }
    [[nodiscard]] passphrase_hash_cost default_cost() const noexcept override { return real_.default_cost(); }
    [[nodiscard]] bool offers_kdf(passphrase_kdf which) const noexcept override { return real_.offers_kdf(which); }
    [[nodiscard]] bool wrap_open(byte_view key, byte_view associated, byte_view sealed, byte_span out) const override
    {
        return real_.wrap_open(key, associated, sealed, out);
    }
    [[nodiscard]] std::array<std::uint8_t, 32> sha256(byte_view bytes) const override { return real_.sha256(bytes); }
    void hash_passphrase(byte_view passphrase, byte_view salt, passphrase_hash_cost cost, byte_span out) const override
    {
        ++passphrase_hashes;
        real_.hash_passphrase(passphrase, salt, cost, out);
    }
    void random(byte_span out) const override
    {
        if (next.empty()) return real_.random(out);
        std::ranges::copy(next.front(), out.begin());
        const_cast<scripted_random*>(this)->next.pop_front();
    }
    [[nodiscard]] std::pmr::memory_resource& key_memory() const noexcept override { return real_.key_memory(); }

    /// A machine whose memory or cipher is broken.
    bool fails_to_wrap = false;

private:
    const crypto_provider& real_;
};

}  // namespace cellseal
