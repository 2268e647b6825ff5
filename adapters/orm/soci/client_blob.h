#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/soci_version.h"

namespace cellseal::soci_orm {

/// What stands behind a user's soci::blob where SOCI's own is of no use before a column is known: PostgreSQL's is a
/// large object, MariaDB's does nothing. It begins as bytes of this process, wiped when they go, for a sealed column; a
/// plain column that is read into it turns it into the backend's own blob.
class client_blob final : public soci::details::blob_backend {
public:
    /// `inner` is the session underneath `outer`, which the blob was asked from.
    client_blob(soci::session& inner, [[maybe_unused]] soci::details::session_backend& outer)
        : inner_(inner) CELLSEAL_SINCE_SOCI_4_1(, outer_(outer))
    {
    }
    ~client_blob() override { make_own(); }

    std::size_t get_len() override;
    std::size_t read_from_start(blob_content* to, std::size_t size, std::size_t offset) override;
    std::size_t write_from_start(const blob_content* from, std::size_t size, std::size_t offset) override;
    std::size_t append(const blob_content* from, std::size_t size) override;
    void trim(std::size_t size) override;
#if CELLSEAL_SOCI_4_1
    soci::details::session_backend& get_session_backend() override { return outer_; }
#else
    std::size_t read(std::size_t offset, char* to, std::size_t size) override;
    std::size_t write(std::size_t offset, const char* from, std::size_t size) override;
#endif

    /// Empty bytes of this process from here on.
    void make_own() noexcept;
    /// The backend's own blob from here on. Throws soci_error where bytes would be lost by it.
    [[nodiscard]] soci::blob& make_native();

private:
    void grow(std::size_t size);

    soci::session& inner_;
    CELLSEAL_SINCE_SOCI_4_1(soci::details::session_backend& outer_;)
    std::vector<std::uint8_t> bytes_;
    std::unique_ptr<soci::blob> native_;
};

/// For an element of SOCI's own over a plain column: where `data` is a blob of ours, the backend's blob behind it.
[[nodiscard]] void* native_data(void* data, soci::details::exchange_type type);

/// A blob of ours holds bytes of this process from here on; another is left as it is.
void make_own(soci::blob& which) noexcept;

}  // namespace cellseal::soci_orm
