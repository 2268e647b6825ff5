#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "plugin/bytes.h"

namespace cellseal {

/// Memory for plain bytes that is kept between values and wiped after each: take() hands out room, wipe() clears what
/// was handed out. Grows, never shrinks, wipes what it leaves behind. A short value lies in the buffer itself, without
/// an allocation. Belongs to one thread.
class wiping_buffer {
public:
    wiping_buffer() noexcept = default;
    wiping_buffer(const wiping_buffer&) = delete;
    wiping_buffer& operator=(const wiping_buffer&) = delete;
    ~wiping_buffer();

    /// Room for `size` bytes; what was handed out before is wiped and gone.
    [[nodiscard]] byte_span take(std::size_t size);
    void wipe() noexcept;

private:
    [[nodiscard]] std::uint8_t* memory() noexcept { return longer_ ? longer_.get() : short_.data(); }

    std::array<std::uint8_t, 128> short_;  // Nothing in it counts before take().
    std::unique_ptr<std::uint8_t[]> longer_;
    std::size_t capacity_ = short_.size();
    std::size_t used_ = 0;
};

/// Wipes a buffer at the end of a scope, however it ends.
struct wipe_when_done {
    wiping_buffer& buffer;
    ~wipe_when_done() { buffer.wipe(); }
};

}  // namespace cellseal
