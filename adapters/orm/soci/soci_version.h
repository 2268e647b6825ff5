#pragma once

#include <soci/soci.h>
#include <soci/version.h>

#include <cstddef>
#include <cstdint>

// SOCI 4.0 and 4.1 from one source: what differs between their interfaces stands here.
#if SOCI_VERSION >= 400100
/// 4.1 or later: integers by their width, wide strings, column types by `db_type`, blobs by `void*`.
#define CELLSEAL_SOCI_4_1 1
/// What only 4.1 and later have.
#define CELLSEAL_SINCE_SOCI_4_1(...) __VA_ARGS__
#else
#define CELLSEAL_SOCI_4_1 0
#define CELLSEAL_SINCE_SOCI_4_1(...)
#endif

namespace cellseal::soci_orm {

#if CELLSEAL_SOCI_4_1
using column_type = soci::db_type;
using exchanged_int64 = std::int64_t;
using exchanged_uint64 = std::uint64_t;
using blob_content = void;
[[nodiscard]] inline column_type column_type_of(soci::data_type type) { return soci::details::to_db_type(type); }
#else
using column_type = soci::data_type;
using exchanged_int64 = long long;
using exchanged_uint64 = unsigned long long;
using blob_content = char;
[[nodiscard]] inline column_type column_type_of(soci::data_type type) { return type; }
#endif

/// The first `size` bytes of a blob, or as many as there are.
inline std::size_t read_blob(soci::blob& from, char* to, std::size_t size)
{
#if CELLSEAL_SOCI_4_1
    return from.read_from_start(to, size);
#else
    return from.read(0, to, size);
#endif
}

/// Writes from a blob's first byte on; what lies behind is left as it is.
inline void write_blob(soci::blob& to, const char* from, std::size_t size)
{
#if CELLSEAL_SOCI_4_1
    to.write_from_start(from, size);
#else
    to.write(0, from, size);
#endif
}

/// From 4.1 on SOCI keeps the values of each execution in the session's logger and shows them in its errors, unless it
/// is told not to. A session from a pool is told by itself, and the pool's with it.
inline void keep_values_out_of_logs([[maybe_unused]] soci::session& sql)
{
    CELLSEAL_SINCE_SOCI_4_1(sql.set_query_context_logging_mode(soci::log_context::never);)
}

/// The session that `open` gives, told so from the start.
template <class Open>
soci::session opened_without_logged_values(Open open)
{
#if CELLSEAL_SOCI_4_1
    soci::session made = open();
    keep_values_out_of_logs(made);
    return made;
#else
    return open();  // A session of 4.0 cannot be moved.
#endif
}

}  // namespace cellseal::soci_orm
