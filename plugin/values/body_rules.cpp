#include "plugin/values/body_rules.h"

#include "plugin/error/error.h"
#include "plugin/values/body_bytes.h"

namespace cellseal {

namespace {

bool is_leap(std::int64_t year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_of(std::int64_t year, int month) noexcept
{
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool is_digit(std::uint8_t c) noexcept { return c >= '0' && c <= '9'; }

// Optional '-', then "0" or digits without a leading zero, then optionally '.' and digits; at most 255 in all.
bool is_canonical_decimal(byte_view text) noexcept
{
    if (text.size() > 255) return false;
    std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == first || (text[first] == '0' && at - first > 1)) return false;
    if (at == text.size()) return true;
    if (text[at++] != '.') return false;
    const std::size_t fraction = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at == text.size() && at > fraction;
}

const char* number_problem(plain_view value) noexcept
{
    if (value.body.size() != 8) return "a number is 8 bytes";
    if (value.type != value_type::float64) return nullptr;
    const auto bits = load_big_endian<std::uint64_t>(value.body.data());
    return is_nan_bits(bits) && bits != the_nan ? "NaN has one stored form only" : nullptr;
}

const char* date_problem(plain_view value) noexcept
{
    if (value.body.size() != date_time_size) return "a date-time is 13 bytes";
    return exists(load_date_time(value.body.data())) ? nullptr : "there is no such date or time";
}

}  // namespace

bool exists(const date_time& value) noexcept
{
    return value.month >= 1 && value.month <= 12 && value.day >= 1 && value.day <= days_of(value.year, value.month) &&
           value.hour <= 23 && value.minute <= 59 && value.second <= 60 && value.nanosecond <= 999'999'999;
}

const char* body_problem(plain_view value) noexcept
{
    switch (value.type) {
        case value_type::null: return value.body.empty() ? nullptr : "NULL has no body";
        case value_type::boolean:
            return value.body.size() == 1 && value.body[0] <= 1 ? nullptr : "a bool is one byte, 0 or 1";
        case value_type::int64:
        case value_type::uint64:
        case value_type::float64: return number_problem(value);
        case value_type::text: return is_valid_utf8(chars_of(value.body)) ? nullptr : "text is valid UTF-8";
        case value_type::bytes: return nullptr;
        case value_type::date_time: return date_problem(value);
        case value_type::decimal:
            return is_canonical_decimal(value.body) ? nullptr
                                                    : "a decimal is written like -12.50, with at most 255 characters";
        case value_type::raw_text:
            return is_valid_utf8(chars_of(value.body)) ? "a string that is valid UTF-8 is text, not raw text" : nullptr;
    }
    return "there is no such type";
}

void check_body(plain_view value, direction way)
{
    const char* problem = body_problem(value);
    if (problem == nullptr) return;
    if (way == direction::sealing)
        throw error(errc::type_mismatch,
                    std::string{"The value does not fit its type: "} + problem + ". Pass a value of the type.");
    throw error(errc::malformed, std::string{"The opened value breaks the format: "} + problem +
                                     ". Look at the row before it is written again.");
}

}  // namespace cellseal
