#pragma once

#include <cstdint>
#include <string_view>

#include "plugin/bytes.h"

namespace cellseal::base64url {

/// One way to do what base64url.h promises. All of them write and accept exactly the same.
struct codec {
    void (*encode)(byte_view bytes, char* out) noexcept;
    bool (*decode)(std::string_view text, std::uint8_t* out) noexcept;
};

/// By look-up in tables, on every processor.
[[nodiscard]] const codec& by_table() noexcept;

/// 32 characters at a time. Null where the processor or the compiler has no AVX2.
[[nodiscard]] const codec* by_avx2() noexcept;

}  // namespace cellseal::base64url
