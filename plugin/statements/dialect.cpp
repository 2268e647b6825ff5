#include "plugin/statements/dialect.h"

#include <array>
#include <utility>

namespace cellseal {
namespace {

using naming = std::pair<dialect, std::string_view>;

constexpr std::array<naming, 5> names{{{dialect::sqlite, "sqlite"},
                                       {dialect::postgres, "postgres"},
                                       {dialect::mysql, "mysql"},
                                       {dialect::firebird, "firebird"},
                                       {dialect::odbc, "odbc"}}};

constexpr std::array<naming, 5> backends{{{dialect::sqlite, "sqlite3"},
                                          {dialect::postgres, "postgresql"},
                                          {dialect::mysql, "mysql"},
                                          {dialect::firebird, "firebird"},
                                          {dialect::odbc, "odbc"}}};

std::optional<dialect> look_up(const std::array<naming, 5>& table, std::string_view name) noexcept
{
    for (const auto& [which, spelled] : table) {
        if (spelled == name) return which;
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(dialect which) noexcept
{
    for (const auto& [each, spelled] : names) {
        if (each == which) return spelled;
    }
    return "unknown";
}

std::optional<dialect> dialect_named(std::string_view name) noexcept { return look_up(names, name); }

std::optional<dialect> dialect_of_backend(std::string_view backend_name) noexcept
{
    return look_up(backends, backend_name);
}

}  // namespace cellseal
