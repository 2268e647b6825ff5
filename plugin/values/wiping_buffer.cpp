#include "plugin/values/wiping_buffer.h"

#include <algorithm>

#include "plugin/keys/secret_bytes.h"

namespace cellseal {

namespace {
constexpr std::size_t smallest = 512;  // Most values fit, so that a statement grows its buffer once.
}

wiping_buffer::~wiping_buffer() { wipe(); }

byte_span wiping_buffer::take(std::size_t size)
{
    wipe();
    if (size > capacity_) {
        const std::size_t room = std::max({smallest, size, 2 * capacity_});
        longer_.reset(new std::uint8_t[room]);
        capacity_ = room;
    }
    used_ = size;
    return {memory(), size};
}

void wiping_buffer::wipe() noexcept
{
    if (used_ > 0) cellseal::wipe({memory(), used_});
    used_ = 0;
}

}  // namespace cellseal
