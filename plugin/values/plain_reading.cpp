// How a value is read as a type of C++: its own type, and the widenings of sealed_value_format.md, section 3.
#include <bit>
#include <limits>
#include <string>

#include "plugin/error/error.h"
#include "plugin/values/body_bytes.h"
#include "plugin/values/plain_value.h"

namespace cellseal {

namespace {

[[noreturn]] void refuse(plain_view value, std::string_view wanted)
{
    throw error(errc::type_mismatch, "A value of type " + std::string{name_of(value.type)} + " cannot be read as " +
                                         std::string{wanted} +
                                         " without loss. Read it as the type the attribute declares.");
}

void need_size(plain_view value, std::size_t size, std::string_view wanted)
{
    if (value.body.size() != size) refuse(value, wanted);
}

std::uint64_t eight_bytes(plain_view value, std::string_view wanted)
{
    need_size(value, 8, wanted);
    return load_big_endian<std::uint64_t>(value.body.data());
}

constexpr std::uint64_t top_bit = std::uint64_t{1} << 63;

}  // namespace

bool as_bool(plain_view value)
{
    if (value.type != value_type::boolean) refuse(value, "bool");
    need_size(value, 1, "bool");
    return value.body[0] != 0;
}

std::int64_t as_int64(plain_view value)
{
    if (value.type == value_type::boolean) return as_bool(value) ? 1 : 0;
    const bool fits_type = value.type == value_type::int64 || value.type == value_type::uint64;
    if (!fits_type) refuse(value, "int64");
    const std::uint64_t bits = eight_bytes(value, "int64");
    if (value.type == value_type::uint64 && bits >= top_bit) refuse(value, "int64");
    return static_cast<std::int64_t>(bits);
}

std::uint64_t as_uint64(plain_view value)
{
    const bool fits_type = value.type == value_type::int64 || value.type == value_type::uint64;
    if (!fits_type) refuse(value, "uint64");
    const std::uint64_t bits = eight_bytes(value, "uint64");
    if (value.type == value_type::int64 && bits >= top_bit) refuse(value, "uint64");
    return bits;
}

double as_double(plain_view value)
{
    if (value.type == value_type::float64) return std::bit_cast<double>(eight_bytes(value, "double"));
    if (value.type != value_type::int64) refuse(value, "double");
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    const std::int64_t number = as_int64(value);
    if (number > exact || number < -exact) refuse(value, "double");
    return static_cast<double>(number);
}

std::string_view as_text(plain_view value)
{
    if (value.type != value_type::text && value.type != value_type::raw_text && value.type != value_type::decimal)
        refuse(value, "text");
    return chars_of(value.body);
}

byte_view as_bytes(plain_view value)
{
    if (value.type != value_type::bytes) refuse(value, "bytes");
    return value.body;
}

date_time as_date_time(plain_view value)
{
    if (value.type != value_type::date_time) refuse(value, "date-time");
    need_size(value, date_time_size, "date-time");
    return load_date_time(value.body.data());
}

}  // namespace cellseal
