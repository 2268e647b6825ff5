#include "plugin/entity/exchange_value.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>

#include "plugin/entity/calendar.h"
#include "plugin/entity/column_name.h"

namespace cellseal {

namespace {

/// Whole numbers up to this size are one value as a double and as an integer (2^53).
constexpr std::int64_t largest_exact_in_double = std::int64_t{1} << 53;

template <class Number>
std::optional<Number> parse(std::string_view text) noexcept
{
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// `above` is the first power of two that does not fit; it is exact as a double, as the highest value is not.
template <class Number>
std::optional<Number> whole(double value, double lowest, double above) noexcept
{
    if (!(value >= lowest && value < above) || std::trunc(value) != value) return std::nullopt;
    return static_cast<Number>(value);
}

template <class Number>
std::optional<Number> in_range(auto value) noexcept
{
    if (!std::in_range<Number>(value)) return std::nullopt;
    return static_cast<Number>(value);
}

template <class... Case>
struct cases : Case... {
    using Case::operator()...;
};

}  // namespace

std::optional<std::int64_t> read_int64(const exchange_value& given) noexcept
{
    using result = std::optional<std::int64_t>;
    return std::visit(cases{[](std::int64_t value) -> result { return value; },
                            [](std::uint64_t value) { return in_range<std::int64_t>(value); },
                            [](double value) { return whole<std::int64_t>(value, -0x1p63, 0x1p63); },
                            [](const std::string& text) { return parse<std::int64_t>(text); },
                            [](const date_time&) -> result { return std::nullopt; }},
                      given);
}

std::optional<std::uint64_t> read_uint64(const exchange_value& given) noexcept
{
    using result = std::optional<std::uint64_t>;
    return std::visit(cases{[](std::int64_t value) { return in_range<std::uint64_t>(value); },
                            [](std::uint64_t value) -> result { return value; },
                            [](double value) { return whole<std::uint64_t>(value, 0.0, 0x1p64); },
                            [](const std::string& text) { return parse<std::uint64_t>(text); },
                            [](const date_time&) -> result { return std::nullopt; }},
                      given);
}

std::optional<double> read_double(const exchange_value& given) noexcept
{
    using result = std::optional<double>;
    if (const auto* text = std::get_if<std::string>(&given)) return parse<double>(*text);
    if (const auto* value = std::get_if<double>(&given)) return *value;
    const auto integer = read_int64(given);
    if (!integer || *integer > largest_exact_in_double || *integer < -largest_exact_in_double) return std::nullopt;
    return result(static_cast<double>(*integer));
}

std::optional<bool> read_bool(const exchange_value& given) noexcept
{
    if (const auto* text = std::get_if<std::string>(&given)) {
        if (same_ignoring_case(*text, "t") || same_ignoring_case(*text, "true")) return true;
        if (same_ignoring_case(*text, "f") || same_ignoring_case(*text, "false")) return false;
    }
    const auto number = read_int64(given);
    if (!number || (*number != 0 && *number != 1)) return std::nullopt;
    return *number == 1;
}

std::string read_text(exchange_value&& given)
{
    return std::visit(cases{[](std::string& text) { return std::move(text); },
                            [](const date_time& when) { return calendar::to_text(when); },
                            [](auto number) { return fmt::format("{}", number); }},
                      given);
}

std::optional<date_time> read_date_time(const exchange_value& given) noexcept
{
    if (const auto* when = std::get_if<date_time>(&given)) return *when;
    if (const auto* text = std::get_if<std::string>(&given)) return calendar::from_text(*text);
    return std::nullopt;
}

std::string_view what_is(const exchange_value& given) noexcept
{
    return std::visit(cases{[](const std::string&) { return std::string_view("a text"); },
                            [](const date_time&) { return std::string_view("a date"); },
                            [](double) { return std::string_view("a floating-point number"); },
                            [](auto) { return std::string_view("a whole number"); }},
                      given);
}

}  // namespace cellseal
