#pragma once

#include <cstddef>
#include <memory_resource>

#include "plugin/bytes.h"

namespace cellseal {

/// Raw key bytes. Move-only, wiped when destroyed or moved from, never printed, compared in constant time.
///
/// The memory comes from `memory`, in production the locked arena of the crypto adapter, which must outlive it.
/// Threads: as a std::vector.
class secret_bytes {
public:
    /// Nothing.
    secret_bytes() noexcept = default;
    /// `size` zero bytes. Throws error out_of_locked_memory when `memory` has no room.
    secret_bytes(std::size_t size, std::pmr::memory_resource& memory);
    /// A copy of `bytes`; the caller wipes the original.
    secret_bytes(byte_view bytes, std::pmr::memory_resource& memory);
    secret_bytes(secret_bytes&& other) noexcept;
    secret_bytes& operator=(secret_bytes&& other) noexcept;
    secret_bytes(const secret_bytes&) = delete;
    secret_bytes& operator=(const secret_bytes&) = delete;
    ~secret_bytes();

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

    /// The only door to the bytes; tests/architecture lists the files that may call it.
    [[nodiscard]] byte_view expose() const noexcept { return {data_, size_}; }
    /// The same, for filling. Named apart so that a reader sees who writes keys.
    [[nodiscard]] byte_span expose_for_filling() noexcept { return {data_, size_}; }

    /// Constant time in the contents; the lengths are public.
    [[nodiscard]] bool equals(byte_view other) const noexcept;

private:
    void wipe_and_release() noexcept;

    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
    std::pmr::memory_resource* memory_ = nullptr;
};

/// Overwrites memory that held plaintext or keys; the compiler does not remove it.
void wipe(byte_span bytes) noexcept;

}  // namespace cellseal
