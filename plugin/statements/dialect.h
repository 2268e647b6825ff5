#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cellseal {

/// Whose SQL a statement is written in. `odbc` is what all of them read alike.
enum class dialect : std::uint8_t { sqlite, postgres, mysql, firebird, odbc };

[[nodiscard]] std::string_view name_of(dialect which) noexcept;
[[nodiscard]] std::optional<dialect> dialect_named(std::string_view name) noexcept;
/// From soci::session::get_backend_name(): "sqlite3", "postgresql", "mysql", "firebird", "odbc".
[[nodiscard]] std::optional<dialect> dialect_of_backend(std::string_view backend_name) noexcept;

}  // namespace cellseal
