#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <vector>

#include "adapters/crypto/openssl/xaes_aead.h"
#include "tests/refused.h"

using namespace cellseal;
using bytes = std::vector<std::uint8_t>;
using openssl::nonce_prefix;

/// Suite 02 with vectors in and out, under one key.
class xaes {
public:
    explicit xaes(nonce_prefix policy) : cipher_(library(), nonces(), policy, bytes(32, 7)) {}

    [[nodiscard]] bytes seal(const bytes& plain) const
    {
        bytes out(plain.size() + aead::overhead);
        cipher_.seal(bytes_of("place"), plain, out);
        return out;
    }
    [[nodiscard]] std::optional<bytes> open(const bytes& sealed) const
    {
        bytes out(sealed.size() - aead::overhead);
        return cipher_.open(bytes_of("place"), sealed, out) ? std::optional(out) : std::nullopt;
    }
    const aead* operator->() const { return &cipher_; }

private:
    static const openssl::library_context& library()
    {
        static const openssl::library_context made(openssl::mode::standard, {});
        return made;
    }
    static const openssl::nonce_source& nonces()
    {
        static const openssl::nonce_source made(library().get(), openssl::nonce_drawing::fast);
        return made;
    }

    openssl::xaes_aead cipher_;
};

inline bytes nonce_of(const bytes& sealed) { return bytes(sealed.begin(), sealed.begin() + 24); }
inline bytes prefix_of(const bytes& sealed) { return bytes(sealed.begin(), sealed.begin() + 12); }
inline bytes rest_of_nonce(const bytes& sealed) { return bytes(sealed.begin() + 12, sealed.begin() + 24); }
