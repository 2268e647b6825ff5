#pragma once

#include "plugin/ports/crypto_provider.h"

namespace cellseal::config {

/// Two crypto providers as one: everything from the first, and from the second the suites that only it offers.
/// Threads: as theirs. Lifetime: both outlive it.
class combined_provider final : public crypto_provider {
public:
    combined_provider(const crypto_provider& first, const crypto_provider& second) : first_(first), second_(second) {}

    [[nodiscard]] std::string_view name() const noexcept override { return first_.name(); }
    [[nodiscard]] bool offers(suite which) const noexcept override
    {
        return first_.offers(which) || second_.offers(which);
    }
    [[nodiscard]] std::unique_ptr<aead> make_aead(suite which, byte_view seal_key, byte_view nonce_key) const override
    {
        return (first_.offers(which) ? first_ : second_).make_aead(which, seal_key, nonce_key);
    }

    [[nodiscard]] std::unique_ptr<keyed_hash> make_hmac_sha256(byte_view key) const override
    {
        return first_.make_hmac_sha256(key);
    }
    [[nodiscard]] std::unique_ptr<keyed_hash> make_hmac_sha512(byte_view key) const override
    {
        return first_.make_hmac_sha512(key);
    }
    void wrap_seal(byte_view key, byte_view associated, byte_view plain, byte_span out) const override
    {
        first_.wrap_seal(key, associated, plain, out);
    }
    [[nodiscard]] bool wrap_open(byte_view key, byte_view associated, byte_view sealed, byte_span out) const override
    {
        return first_.wrap_open(key, associated, sealed, out);
    }
    [[nodiscard]] wrap_algorithm wraps_by() const noexcept override { return first_.wraps_by(); }
    [[nodiscard]] bool offers_wrap(wrap_algorithm which) const noexcept override
    {
        return first_.offers_wrap(which) || second_.offers_wrap(which);
    }
    void wrap_seal_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view plain,
                      byte_span out) const override
    {
        wrapping(which).wrap_seal_by(which, key, associated, plain, out);
    }
    [[nodiscard]] bool wrap_open_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view sealed,
                                    byte_span out) const override
    {
        return wrapping(which).wrap_open_by(which, key, associated, sealed, out);
    }
    [[nodiscard]] std::array<std::uint8_t, 32> sha256(byte_view bytes) const override { return first_.sha256(bytes); }
    [[nodiscard]] passphrase_hash_cost default_cost() const noexcept override { return first_.default_cost(); }
    [[nodiscard]] bool offers_kdf(passphrase_kdf which) const noexcept override
    {
        return first_.offers_kdf(which) || second_.offers_kdf(which);
    }
    void hash_passphrase(byte_view passphrase, byte_view salt16, passphrase_hash_cost cost,
                         byte_span out32) const override
    {
        (first_.offers_kdf(cost.kdf()) ? first_ : second_).hash_passphrase(passphrase, salt16, cost, out32);
    }
    void random(byte_span out) const override { first_.random(out); }
    [[nodiscard]] std::pmr::memory_resource& key_memory() const noexcept override { return first_.key_memory(); }

private:
    [[nodiscard]] const crypto_provider& wrapping(wrap_algorithm which) const noexcept
    {
        return first_.offers_wrap(which) ? first_ : second_;
    }

    const crypto_provider& first_;
    const crypto_provider& second_;
};

}  // namespace cellseal::config
