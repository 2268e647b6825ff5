#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "plugin/values/plain_value.h"

namespace cellseal {

/// One field as a data layer hands it over, by whatever type its driver chose. NULL is told apart before.
using exchange_value = std::variant<std::int64_t, std::uint64_t, double, std::string, date_time>;

/// Reading it as another type: what is the same value comes out, nothing where something would be lost. Numbers are
/// also read from their decimal text.
[[nodiscard]] std::optional<std::int64_t> read_int64(const exchange_value& given) noexcept;
[[nodiscard]] std::optional<std::uint64_t> read_uint64(const exchange_value& given) noexcept;
[[nodiscard]] std::optional<double> read_double(const exchange_value& given) noexcept;
/// 0 and 1, and the texts t, f, true, false, of any case, that databases write.
[[nodiscard]] std::optional<bool> read_bool(const exchange_value& given) noexcept;
/// Numbers and dates become the text that is read back to the same value.
[[nodiscard]] std::string read_text(exchange_value&& given);
[[nodiscard]] std::optional<date_time> read_date_time(const exchange_value& given) noexcept;

/// How a message calls what was there: "a text", "a date". Never the value.
[[nodiscard]] std::string_view what_is(const exchange_value& given) noexcept;

}  // namespace cellseal
