#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "adapters/crypto/sodium/sodium_provider.h"

namespace cellseal::tests {

/// libsodium, with every seal and open of a value counted.
class counting_provider final : public crypto_provider {
public:
    mutable std::atomic<int> seals = 0;
    mutable std::atomic<int> opens = 0;
    std::function<void()> before_seal = [] {};  ///< Called by whichever thread seals; may throw.

    void reset() const noexcept { seals = opens = 0; }

    [[nodiscard]] std::unique_ptr<aead> make_aead(suite which, byte_view seal_key, byte_view nonce_key) const override
    {
        return std::make_unique<counted>(*this, real_.make_aead(which, seal_key, nonce_key));
    }

    [[nodiscard]] std::string_view name() const noexcept override { return "counting"; }
    [[nodiscard]] bool offers(suite which) const noexcept override { return real_.offers(which); }
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
    }
    [[nodiscard]] bool wrap_open(byte_view key, byte_view associated, byte_view sealed, byte_span out) const override
    {
        return real_.wrap_open(key, associated, sealed, out);
    }
    [[nodiscard]] std::array<std::uint8_t, 32> sha256(byte_view bytes) const override { return real_.sha256(bytes); }
    void hash_passphrase(byte_view passphrase, byte_view salt16, passphrase_hash_cost cost,
                         byte_span out32) const override
    {
        real_.hash_passphrase(passphrase, salt16, cost, out32);
    }
    void random(byte_span out) const override { real_.random(out); }
    [[nodiscard]] std::pmr::memory_resource& key_memory() const noexcept override { return real_.key_memory(); }

private:
    class counted final : public aead {
    public:
        counted(const counting_provider& owner, std::unique_ptr<aead> real) : owner_(owner), real_(std::move(real)) {}
        void seal(byte_view associated, byte_view plain, byte_span out) const override
        {
            owner_.before_seal();
            ++owner_.seals;
            real_->seal(associated, plain, out);
        }
        [[nodiscard]] bool open(byte_view associated, byte_view sealed, byte_span out) const override
        {
            ++owner_.opens;
            return real_->open(associated, sealed, out);
        }

    private:
        const counting_provider& owner_;
        std::unique_ptr<aead> real_;
    };

    sodium_provider real_;
};

}  // namespace cellseal::tests
