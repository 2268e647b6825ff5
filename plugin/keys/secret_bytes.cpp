#include "plugin/keys/secret_bytes.h"

#include <string.h>

#include <algorithm>
#include <utility>

namespace cellseal {

secret_bytes::secret_bytes(std::size_t size, std::pmr::memory_resource& memory) : size_(size), memory_(&memory)
{
    if (size == 0) return;
    data_ = static_cast<std::uint8_t*>(memory.allocate(size));
    std::fill_n(data_, size, std::uint8_t{0});
}

secret_bytes::secret_bytes(byte_view bytes, std::pmr::memory_resource& memory) : secret_bytes(bytes.size(), memory)
{
    std::copy(bytes.begin(), bytes.end(), data_);
}

secret_bytes::secret_bytes(secret_bytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)), memory_(other.memory_)
{
}

secret_bytes& secret_bytes::operator=(secret_bytes&& other) noexcept
{
    if (this == &other) return *this;
    wipe_and_release();
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    memory_ = other.memory_;
    return *this;
}

secret_bytes::~secret_bytes() { wipe_and_release(); }

bool secret_bytes::equals(byte_view other) const noexcept
{
    if (other.size() != size_) return false;
    // volatile keeps the compiler from leaving the loop at the first difference.
    volatile std::uint8_t difference = 0;
    for (std::size_t i = 0; i < size_; ++i) difference = difference | (data_[i] ^ other[i]);
    return difference == 0;
}

void secret_bytes::wipe_and_release() noexcept
{
    if (data_ == nullptr) return;
    wipe({data_, size_});
    memory_->deallocate(data_, size_);
    data_ = nullptr;
    size_ = 0;
}

void wipe(byte_span bytes) noexcept
{
    if (!bytes.empty()) ::explicit_bzero(bytes.data(), bytes.size());
}

}  // namespace cellseal
