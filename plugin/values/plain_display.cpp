#include "plugin/values/plain_display.h"

#include <fmt/format.h>

namespace cellseal {

namespace {

std::string hexadecimal(byte_view bytes)
{
    std::string text = "\\x";
    for (const std::uint8_t each : bytes) text += fmt::format("{:02x}", each);
    return text;
}

std::string date_text(const date_time& when)
{
    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", when.year, when.month, when.day, when.hour,
                                   when.minute, when.second);
    if (when.nanosecond > 0) text += fmt::format(".{:09}", when.nanosecond);
    return text;
}

}  // namespace

std::string plain_display(plain_view value)
{
    switch (value.type) {
        case value_type::null: return "";
        case value_type::boolean: return as_bool(value) ? "true" : "false";
        case value_type::int64: return fmt::format("{}", as_int64(value));
        case value_type::uint64: return fmt::format("{}", as_uint64(value));
        case value_type::float64: return fmt::format("{}", as_double(value));
        case value_type::text:
        case value_type::raw_text:
        case value_type::decimal: return std::string(as_text(value));
        case value_type::bytes: return hexadecimal(value.body);
        case value_type::date_time: return date_text(as_date_time(value));
    }
    return "";
}

}  // namespace cellseal
