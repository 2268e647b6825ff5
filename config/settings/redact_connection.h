#pragma once

#include <string>
#include <string_view>

namespace cellseal::config {

/// A connection string as a message may show it: only what is known to be harmless (host, port, database, user, driver
/// …) stays, every other value becomes `***`. Takes SOCI's `name=value name='quoted value'`, ODBC's
/// `Name=value;Name={quoted value}` and URIs `scheme://user:password@host/database?name=value`; what it cannot read
/// becomes
/// `***` as a whole.
[[nodiscard]] std::string redact_connection(std::string_view connection);

/// `message` (of a driver, say) without any value that redact_connection() would hide in `connection`.
[[nodiscard]] std::string redact_in(std::string message, std::string_view connection);

}  // namespace cellseal::config
