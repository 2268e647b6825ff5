#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <openssl/crypto.h>

#include "plugin/bytes.h"

namespace cellseal::openssl {

/// A few secret bytes on the stack, for as long as one call lasts; wiped on the way out, also by an exception.
template <std::size_t N>
class wiped_array {
public:
    wiped_array() noexcept = default;
    wiped_array(const wiped_array&) = delete;
    wiped_array& operator=(const wiped_array&) = delete;
    ~wiped_array() { OPENSSL_cleanse(bytes_.data(), N); }

    [[nodiscard]] byte_span span() noexcept { return bytes_; }

private:
    std::array<std::uint8_t, N> bytes_;
};

}  // namespace cellseal::openssl
