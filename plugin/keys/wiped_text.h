#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "plugin/bytes.h"
#include "plugin/keys/secret_bytes.h"

namespace cellseal {

/// Ordinary memory that is wiped when it is given back: for a passphrase on its way through decodings.
template <class T>
struct wiping_allocator {
    using value_type = T;

    wiping_allocator() noexcept = default;
    template <class U>
    wiping_allocator(const wiping_allocator<U>&) noexcept
    {
    }
    [[nodiscard]] T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }
    void deallocate(T* memory, std::size_t count) noexcept
    {
        wipe({reinterpret_cast<std::uint8_t*>(memory), count * sizeof(T)});
        std::allocator<T>{}.deallocate(memory, count);
    }
    template <class U>
    bool operator==(const wiping_allocator<U>&) const noexcept
    {
        return true;
    }
};

using wiped_bytes = std::vector<std::uint8_t, wiping_allocator<std::uint8_t>>;
/// Code points.
using wiped_text = std::vector<char32_t, wiping_allocator<char32_t>>;

enum class byte_order : std::uint8_t { little_endian, big_endian };

/// Nothing where the bytes are not well-formed. A byte order mark is a character like any other.
[[nodiscard]] std::optional<wiped_text> decode_utf8(byte_view bytes);
[[nodiscard]] std::optional<wiped_text> decode_utf16(byte_view bytes, byte_order order);
[[nodiscard]] std::optional<wiped_text> decode_utf32(byte_view bytes, byte_order order);

/// `text` holds Unicode scalar values only.
[[nodiscard]] wiped_bytes encode_utf8(const wiped_text& text);

}  // namespace cellseal
