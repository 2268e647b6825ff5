#include "plugin/values/plain_value.h"

#include <bit>
#include <limits>
#include <string>

#include "plugin/error/error.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/values/body_bytes.h"
#include "plugin/values/body_rules.h"

namespace cellseal {

std::string_view name_of(value_type type) noexcept
{
    switch (type) {
        case value_type::null: return "null";
        case value_type::boolean: return "bool";
        case value_type::int64: return "int64";
        case value_type::uint64: return "uint64";
        case value_type::float64: return "double";
        case value_type::text: return "text";
        case value_type::bytes: return "bytes";
        case value_type::date_time: return "date-time";
        case value_type::decimal: return "decimal";
        case value_type::raw_text: return "raw text";
    }
    return "unknown";
}

void store_date_time(std::uint8_t* out, const date_time& value) noexcept
{
    store_big_endian(out, static_cast<std::uint32_t>(value.year));
    out[4] = value.month;
    out[5] = value.day;
    out[6] = value.hour;
    out[7] = value.minute;
    out[8] = value.second;
    store_big_endian(out + 9, value.nanosecond);
}

date_time load_date_time(const std::uint8_t* in) noexcept
{
    return {static_cast<std::int32_t>(load_big_endian<std::uint32_t>(in)),
            in[4],
            in[5],
            in[6],
            in[7],
            in[8],
            load_big_endian<std::uint32_t>(in + 9)};
}

plain_view plain_text(std::string_view text) noexcept
{
    return {is_valid_utf8(text) ? value_type::text : value_type::raw_text, bytes_of(text)};
}

plain_view plain_bytes(byte_view bytes) noexcept { return {value_type::bytes, bytes}; }

plain_view plain_decimal(std::string_view digits)
{
    const plain_view value{value_type::decimal, bytes_of(digits)};
    check_body(value, direction::sealing);
    return value;
}

plain_scalar::plain_scalar(bool value) noexcept : type_(value_type::boolean), size_(1) { body_[0] = value ? 1 : 0; }

plain_scalar::plain_scalar(std::int64_t value) noexcept : type_(value_type::int64), size_(8)
{
    store_big_endian(body_.data(), static_cast<std::uint64_t>(value));
}

plain_scalar::plain_scalar(std::uint64_t value, bool declared_unsigned) noexcept : size_(8)
{
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    type_ = declared_unsigned || value > largest ? value_type::uint64 : value_type::int64;
    store_big_endian(body_.data(), value);
}

plain_scalar::plain_scalar(double value) noexcept : type_(value_type::float64), size_(8)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    store_big_endian(body_.data(), is_nan_bits(bits) ? the_nan : bits);
}

plain_scalar::plain_scalar(const date_time& value) : type_(value_type::date_time), size_(date_time_size)
{
    store_date_time(body_.data(), value);
    check_body(*this, direction::sealing);
}

plain_scalar::~plain_scalar() { wipe(body_); }

}  // namespace cellseal
