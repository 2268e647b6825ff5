#include "adapters/orm/soci/client_blob.h"

#include <algorithm>
#include <cstring>

#include "plugin/keys/secret_bytes.h"

namespace cellseal::soci_orm {

std::size_t client_blob::get_len() { return native_ ? native_->get_len() : bytes_.size(); }

std::size_t client_blob::read_from_start(blob_content* to, std::size_t size, std::size_t offset)
{
    if (native_) return native_->read_from_start(to, size, offset);
    if (offset > bytes_.size()) throw soci::soci_error("Can't read past-the-end of BLOB data.");
    const std::size_t there = std::min(size, bytes_.size() - offset);
    if (there != 0) std::memcpy(to, bytes_.data() + offset, there);
    return there;
}

std::size_t client_blob::write_from_start(const blob_content* from, std::size_t size, std::size_t offset)
{
    if (native_) return native_->write_from_start(from, size, offset);
    if (offset > bytes_.size()) throw soci::soci_error("Can't write past-the-end of BLOB data.");
    grow(std::max(bytes_.size(), offset + size));
    if (size != 0) std::memcpy(bytes_.data() + offset, from, size);
    return size;
}

#if !CELLSEAL_SOCI_4_1
std::size_t client_blob::read(std::size_t offset, char* to, std::size_t size)
{
    return native_ ? native_->read(offset, to, size) : read_from_start(to, size, offset);
}

std::size_t client_blob::write(std::size_t offset, const char* from, std::size_t size)
{
    return native_ ? native_->write(offset, from, size) : write_from_start(from, size, offset);
}
#endif

std::size_t client_blob::append(const blob_content* from, std::size_t size)
{
    return native_ ? native_->append(from, size) : write_from_start(from, size, bytes_.size());
}

void client_blob::trim(std::size_t size)
{
    if (native_) return native_->trim(size);
    if (size >= bytes_.size()) return grow(size);
    wipe({bytes_.data() + size, bytes_.size() - size});
    bytes_.resize(size);
}

/// Wipes what a vector would leave behind.
void client_blob::grow(std::size_t size)
{
    if (size > bytes_.capacity()) {
        std::vector<std::uint8_t> larger;
        larger.reserve(std::max(size, 2 * bytes_.size()));
        larger.assign(bytes_.begin(), bytes_.end());
        wipe(bytes_);
        bytes_.swap(larger);
    }
    bytes_.resize(size);
}

void client_blob::make_own() noexcept
{
    native_.reset();
    wipe(bytes_);
    bytes_.clear();
}

soci::blob& client_blob::make_native()
{
    if (native_) return *native_;
    auto native = std::make_unique<soci::blob>(inner_);
    if (!bytes_.empty()) {
#if CELLSEAL_SOCI_4_1
        native->write_from_start(bytes_.data(), bytes_.size());
        make_own();
#else
        throw soci::soci_error(
            "This blob holds bytes that belong into a sealed column; a plain column of this database "
            "takes a blob only after one of its own was read into it.");
#endif
    }
    native_ = std::move(native);
    return *native_;
}

void* native_data(void* data, soci::details::exchange_type type)
{
    if (type != soci::details::x_blob) return data;
    auto* const ours = dynamic_cast<client_blob*>(static_cast<soci::blob*>(data)->get_backend());
    return ours == nullptr ? data : &ours->make_native();
}

void make_own(soci::blob& which) noexcept
{
    if (auto* const ours = dynamic_cast<client_blob*>(which.get_backend())) ours->make_own();
}

}  // namespace cellseal::soci_orm
