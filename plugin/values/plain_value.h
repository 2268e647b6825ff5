#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "plugin/bytes.h"

namespace cellseal {

/// The type byte inside a sealed value (sealed_value_format.md, section 3).
enum class value_type : std::uint8_t {
    null = 0x00,
    boolean = 0x01,
    int64 = 0x02,
    uint64 = 0x03,
    float64 = 0x04,
    text = 0x05,
    bytes = 0x06,
    date_time = 0x07,
    decimal = 0x08,
    raw_text = 0x09,
};

[[nodiscard]] std::string_view name_of(value_type type) noexcept;

/// A date and time without a time zone, proleptic Gregorian. `second` may be 60 (leap second).
struct date_time {
    std::int32_t year = 1970;  ///< The full year: 2026, not tm_year.
    std::uint8_t month = 1;    ///< 1 to 12.
    std::uint8_t day = 1;      ///< Valid for the month.
    std::uint8_t hour = 0;
    std::uint8_t minute = 0;
    std::uint8_t second = 0;
    std::uint32_t nanosecond = 0;  ///< 0 to 999,999,999.

    bool operator==(const date_time&) const = default;
};

/// A plain value as it goes into a seal and comes out of it: its type and the bytes of its body, seen without a copy.
/// Whoever owns the bytes wipes them. The body obeys the row of its type in sealed_value_format.md, section 3;
/// check_body() tells.
struct plain_view {
    value_type type = value_type::null;
    byte_view body;
};

/// Throws error type_mismatch when the body breaks the row of its type (sealing), or malformed (`opening` true).
enum class direction { sealing, opening };
void check_body(plain_view value, direction way);

/// A string: text where it is valid UTF-8 (RFC 3629, U+0000 allowed), else raw text. No copy.
[[nodiscard]] plain_view plain_text(std::string_view text) noexcept;
[[nodiscard]] plain_view plain_bytes(byte_view bytes) noexcept;
/// A decimal in its canonical form; throws error type_mismatch for any other text.
[[nodiscard]] plain_view plain_decimal(std::string_view digits);

/// A number, bool or date with its body inside. Implicitly a plain_view, valid while this object lives.
class plain_scalar {
public:
    explicit plain_scalar(bool value) noexcept;
    explicit plain_scalar(std::int64_t value) noexcept;
    /// int64 where it fits, unless `declared_unsigned` (then always uint64).
    explicit plain_scalar(std::uint64_t value, bool declared_unsigned = false) noexcept;
    /// Every NaN becomes the one NaN of the format; -0.0 is kept (suite 81 and indexes fold it later).
    explicit plain_scalar(double value) noexcept;
    /// Throws error type_mismatch for a date that does not exist.
    explicit plain_scalar(const date_time& value);
    ~plain_scalar();
    plain_scalar(const plain_scalar&) = delete;
    plain_scalar& operator=(const plain_scalar&) = delete;

    operator plain_view() const noexcept { return {type_, {body_.data(), size_}}; }

private:
    value_type type_;
    std::uint8_t size_ = 0;
    std::array<std::uint8_t, 13> body_{};
};

/// Reading a value as a type of C++. Allowed are its own type and the widenings of section 3 (01→02, 02→03 if ≥ 0,
/// 03→02 if it fits, 02→04 if |n| ≤ 2^53, 05 and 09 both as strings, and 08 as a string); else error type_mismatch.
[[nodiscard]] bool as_bool(plain_view value);
[[nodiscard]] std::int64_t as_int64(plain_view value);
[[nodiscard]] std::uint64_t as_uint64(plain_view value);
[[nodiscard]] double as_double(plain_view value);
[[nodiscard]] std::string_view as_text(plain_view value);
[[nodiscard]] byte_view as_bytes(plain_view value);
[[nodiscard]] date_time as_date_time(plain_view value);

[[nodiscard]] bool is_ascii(std::string_view text) noexcept;
/// RFC 3629: no surrogates, no overlong forms, at most U+10FFFF. U+0000 is allowed.
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

}  // namespace cellseal
