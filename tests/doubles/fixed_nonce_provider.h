#pragma once

#include <sodium.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "adapters/crypto/sodium/sodium_provider.h"

/// libsodium with a nonce that the test chooses, for known answers alone: the provider itself has no way to pass one
/// in.
class fixed_nonce_provider final : public cellseal::crypto_provider {
public:
    std::vector<std::uint8_t> nonce = std::vector<std::uint8_t>(cellseal::aead::nonce_size);

    [[nodiscard]] std::string_view name() const noexcept override { return "fixed nonce"; }
    [[nodiscard]] bool offers(cellseal::suite which) const noexcept override { return real_.offers(which); }
    [[nodiscard]] std::unique_ptr<cellseal::aead> make_aead(cellseal::suite which, cellseal::byte_view seal_key,
                                                            cellseal::byte_view nonce_key) const override
    {
        auto real = real_.make_aead(which, seal_key, nonce_key);
        if (which != cellseal::suite::xchacha20_poly1305) return real;
        return std::make_unique<fixed>(*this, std::move(real), seal_key);
    }
    [[nodiscard]] std::unique_ptr<cellseal::keyed_hash> make_hmac_sha256(cellseal::byte_view key) const override
    {
        return real_.make_hmac_sha256(key);
    }
    [[nodiscard]] std::unique_ptr<cellseal::keyed_hash> make_hmac_sha512(cellseal::byte_view key) const override
    {
        return real_.make_hmac_sha512(key);
    }
    void wrap_seal(cellseal::byte_view key, cellseal::byte_view associated, cellseal::byte_view plain,
                   cellseal::byte_span out) const override
    {
        real_.wrap_seal(key, associated, plain, out);
    }
    [[nodiscard]] bool wrap_open(cellseal::byte_view key, cellseal::byte_view associated, cellseal::byte_view sealed,
                                 cellseal::byte_span out) const override
    {
        return real_.wrap_open(key, associated, sealed, out);
    }
    [[nodiscard]] std::array<std::uint8_t, 32> sha256(cellseal::byte_view bytes) const override
    {
        return real_.sha256(bytes);
    }
    void hash_passphrase(cellseal::byte_view passphrase, cellseal::byte_view salt16,
                         cellseal::passphrase_hash_cost cost, cellseal::byte_span out32) const override
    {
        real_.hash_passphrase(passphrase, salt16, cost, out32);
    }
    void random(cellseal::byte_span out) const override { real_.random(out); }
    [[nodiscard]] std::pmr::memory_resource& key_memory() const noexcept override { return real_.key_memory(); }

private:
    class fixed final : public cellseal::aead {
    public:
        fixed(const fixed_nonce_provider& owner, std::unique_ptr<cellseal::aead> real, cellseal::byte_view key)
            : owner_(owner), real_(std::move(real)), key_(key.begin(), key.end())
        {
        }
        void seal(cellseal::byte_view associated, cellseal::byte_view plain, cellseal::byte_span out) const override
        {
            std::copy(owner_.nonce.begin(), owner_.nonce.end(), out.begin());
            ::crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + nonce_size, nullptr, plain.data(), plain.size(),
                                                         associated.data(), associated.size(), nullptr, out.data(),
                                                         key_.data());
        }
        [[nodiscard]] bool open(cellseal::byte_view associated, cellseal::byte_view sealed,
                                cellseal::byte_span out) const override
        {
            return real_->open(associated, sealed, out);
        }

    private:
        const fixed_nonce_provider& owner_;
        std::unique_ptr<cellseal::aead> real_;
        std::vector<std::uint8_t> key_;
    };

    cellseal::sodium_provider real_;
};
