#pragma once

#include <cstdint>
#include <string>

namespace cellseal {

/// Seconds since 1970-01-01T00:00:00Z, without leap seconds: how the tables of the keyring hold a date.
using timestamp = std::uint64_t;

/// RFC 3339 in UTC: "2026-03-01T10:15:00Z".
[[nodiscard]] std::string to_rfc3339(timestamp when);

}  // namespace cellseal
