#include "plugin/values/declared_value.h"

#include <fmt/format.h>

#include "plugin/error/error.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/values/body_bytes.h"
#include "plugin/values/body_rules.h"

namespace cellseal {

namespace {

constexpr std::uint64_t top_bit = std::uint64_t{1} << 63;

std::uint64_t bits_of(plain_view value) noexcept { return load_big_endian<std::uint64_t>(value.body.data()); }

bool is_integer(value_type type) noexcept { return type == value_type::int64 || type == value_type::uint64; }

bool fits_int64(plain_view value) noexcept
{
    return value.type == value_type::boolean || value.type == value_type::int64 ||
           (value.type == value_type::uint64 && bits_of(value) < top_bit);
}

bool fits_uint64(plain_view value) noexcept
{
    return value.type == value_type::uint64 || (value.type == value_type::int64 && bits_of(value) < top_bit);
}

bool fits_double(plain_view value) noexcept
{
    if (value.type != value_type::int64) return value.type == value_type::float64;
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    const auto number = static_cast<std::int64_t>(bits_of(value));
    return number >= -exact && number <= exact;
}

bool is_unsigned(const attribute& which) noexcept
{
    return which.declared_unsigned || which.type == value_type::uint64;
}

[[noreturn]] void refuse(const attribute& which, std::string_view why)
{
    throw error(errc::type_mismatch,
                fmt::format("The value for {} (column {}) was not sealed: {}. Pass a value of type {}.",
                            which.full_name(), which.place(), why, name_of(which.type)));
}

}  // namespace

bool widens_to_declared(const attribute& which, plain_view value) noexcept
{
    if (is_integer(which.type)) return is_unsigned(which) ? fits_uint64(value) : fits_int64(value);
    if (which.type == value_type::float64) return fits_double(value);
    if (which.type == value_type::text) return value.type == value_type::text || value.type == value_type::raw_text;
    return value.type == which.type;
}

declared_value::declared_value(const attribute& which, plain_view value, zeros how) : view_(value)
{
    if (const char* problem = body_problem(value)) refuse(which, problem);
    if (value.type == value_type::null) {
        if (which.nulls != null_policy::seal) refuse(which, "NULL is stored as NULL here");
        return;
    }
    if (!widens_to_declared(which, value)) refuse(which, fmt::format("it is of type {}", name_of(value.type)));
    if (is_integer(which.type)) take_integer(which, value);
    if (which.type == value_type::float64) take_double(value, how);
}

declared_value::~declared_value() { wipe(own_); }

void declared_value::hold(value_type type, std::uint64_t bits) noexcept
{
    store_big_endian(own_.data(), bits);
    view_ = {type, own_};
}

void declared_value::take_integer(const attribute& which, plain_view value)
{
    const std::uint64_t bits = value.type == value_type::boolean ? value.body[0] : bits_of(value);
    const bool negative = value.type == value_type::int64 && bits >= top_bit;
    const bool needs_unsigned = which.declared_unsigned || (bits >= top_bit && !negative);
    hold(needs_unsigned ? value_type::uint64 : value_type::int64, bits);
}

void declared_value::take_double(plain_view value, zeros how)
{
    std::uint64_t bits = bits_of(value);
    if (value.type == value_type::int64)
        bits = std::bit_cast<std::uint64_t>(static_cast<double>(static_cast<std::int64_t>(bits)));
    if (how == zeros::folded && bits == top_bit) bits = 0;
    hold(value_type::float64, bits);
}

}  // namespace cellseal
