#include <charconv>
#include <cmath>
#include <ctime>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/client_blob.h"
#include "adapters/orm/soci/exchange_elements.h"
#include "adapters/orm/soci/exchange_value.h"
#include "adapters/orm/soci/wide_text.h"
#include "plugin/entity/calendar.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

/// Beyond it a double no longer tells neighbouring integers apart.
constexpr std::int64_t largest_exact_in_double = std::int64_t{1} << 53;

[[noreturn]] void mismatch(std::string_view place, value_type held)
{
    throw error(errc::type_mismatch,
                fmt::format("The value of {} is of type {} and does not fit the variable it is fetched into; fetch it "
                            "into a variable of that type.",
                            place, name_of(held)));
}

bool is_string(value_type type)
{
    return type == value_type::text || type == value_type::raw_text || type == value_type::decimal ||
           type == value_type::bytes;
}

std::string_view characters_in(plain_view value) { return chars_of(value.body); }

/// The text of any value, as SQLite would write it. A string's own bytes are not copied through here.
std::string text_of(plain_view value, std::string_view place)
{
    switch (value.type) {
        case value_type::boolean: return as_bool(value) ? "1" : "0";
        case value_type::int64: return fmt::format_int(as_int64(value)).str();
        case value_type::uint64: return fmt::format_int(as_uint64(value)).str();
        case value_type::float64: return fmt::format("{}", as_double(value));
        case value_type::date_time: return calendar::to_text(as_date_time(value));
        default: mismatch(place, value.type);
    }
}

void assign_text(plain_view value, std::string& to, std::string_view place)
{
    if (is_string(value.type))
        to.assign(characters_in(value));
    else
        to = text_of(value, place);
}

template <class Number>
Number parsed(plain_view value, std::string_view place)
{
    const std::string_view text = characters_in(value);
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size() || text.empty()) mismatch(place, value.type);
    return number;
}

template <class Number>
Number whole(double number, plain_view value, std::string_view place)
{
    if (std::nearbyint(number) != number || std::abs(number) > double(largest_exact_in_double))
        mismatch(place, value.type);
    const auto narrowed = static_cast<std::int64_t>(number);
    if (!std::in_range<Number>(narrowed)) mismatch(place, value.type);
    return static_cast<Number>(narrowed);
}

template <class Number>
Number integer_of(plain_view value, std::string_view place)
{
    const auto fitting = [&](auto number) {
        if (!std::in_range<Number>(number)) mismatch(place, value.type);
        return static_cast<Number>(number);
    };
    switch (value.type) {
        case value_type::boolean: return as_bool(value) ? Number{1} : Number{0};
        case value_type::int64: return fitting(as_int64(value));
        case value_type::uint64: return fitting(as_uint64(value));
        case value_type::float64: return whole<Number>(as_double(value), value, place);
        case value_type::text:
        case value_type::decimal: return parsed<Number>(value, place);
        default: mismatch(place, value.type);
    }
}

double double_of(plain_view value, std::string_view place)
{
    switch (value.type) {
        case value_type::float64: return as_double(value);
        case value_type::boolean: return as_bool(value) ? 1.0 : 0.0;
        case value_type::int64:
        case value_type::uint64: {
            const auto number = integer_of<std::int64_t>(value, place);
            if (number > largest_exact_in_double || number < -largest_exact_in_double) mismatch(place, value.type);
            return static_cast<double>(number);
        }
        case value_type::text:
        case value_type::decimal: return parsed<double>(value, place);
        default: mismatch(place, value.type);
    }
}

date_time date_in(plain_view value, std::string_view place)
{
    if (value.type == value_type::date_time) return as_date_time(value);
    if (value.type == value_type::text)
        if (const auto when = calendar::from_text(characters_in(value))) return *when;
    mismatch(place, value.type);
}

std::tm tm_of(plain_view value, std::string_view place)
{
    if (const auto broken = calendar::to_tm(date_in(value, place))) return *broken;
    mismatch(place, value.type);
}

void fill_blob(plain_view value, soci::blob& to, std::string_view place)
{
    if (!is_string(value.type)) mismatch(place, value.type);
    make_own(to);
    if (to.get_len() > 0) to.trim(0);
    if (!value.body.empty()) write_blob(to, reinterpret_cast<const char*>(value.body.data()), value.body.size());
}

}  // namespace

void from_plain(plain_view value, void* data, soci::details::exchange_type type, const std::string& place)
{
    if (type == soci::details::x_blob) return fill_blob(value, *static_cast<soci::blob*>(data), place);
    if (type == soci::details::x_rowid || type == soci::details::x_statement) mismatch(place, value.type);

    with_element_type(type, [&]<class T>(std::type_identity<T>) {
        T& to = *static_cast<T*>(data);
        if constexpr (std::is_same_v<T, std::string>) {
            assign_text(value, to, place);
        } else if constexpr (std::is_same_v<T, soci::xml_type> || std::is_same_v<T, soci::long_string>) {
            assign_text(value, to.value, place);
#if CELLSEAL_SOCI_4_1
        } else if constexpr (std::is_same_v<T, std::wstring>) {
            std::string text;
            assign_text(value, text, place);
            auto wide = widened(text);
            if (!wide) mismatch(place, value.type);
            to = std::move(*wide);
#endif
        } else if constexpr (std::is_same_v<T, char>) {
            const std::string text = is_string(value.type) ? std::string(characters_in(value).substr(0, 1))
                                                           : text_of(value, place).substr(0, 1);
            to = text.empty() ? '\0' : text.front();
        } else if constexpr (std::is_same_v<T, std::tm>) {
            to = tm_of(value, place);
        } else if constexpr (std::is_same_v<T, double>) {
            to = double_of(value, place);
        } else {
            to = integer_of<T>(value, place);
        }
    });
}

void make_empty(void* data, soci::details::exchange_type type)
{
    if (type == soci::details::x_blob) {
        auto& blob = *static_cast<soci::blob*>(data);
        make_own(blob);
        if (blob.get_len() > 0) blob.trim(0);
        return;
    }
    if (type == soci::details::x_rowid || type == soci::details::x_statement) return;
    with_element_type(type, [&]<class T>(std::type_identity<T>) { *static_cast<T*>(data) = T{}; });
}

}  // namespace cellseal::soci_orm
