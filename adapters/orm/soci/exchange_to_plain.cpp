#include <charconv>
#include <cmath>
#include <cstring>
#include <ctime>
#include <limits>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "adapters/orm/soci/exchange_value.h"
#include "adapters/orm/soci/wide_text.h"
#include "plugin/entity/calendar.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

using given_value = std::variant<std::string_view, std::int64_t, std::uint64_t, double, date_time>;

constexpr std::int64_t largest_exact_in_double = std::int64_t{1} << 53;

[[noreturn]] void mismatch(std::string_view place, value_type declared)
{
    throw error(errc::type_mismatch,
                fmt::format("The value given for {} does not fit its type {}; bind a value of that type.", place,
                            name_of(declared)));
}

std::string_view content_of(soci::blob& given, plain_room& room)
{
    const byte_span bytes = room.bytes.take(given.get_len());
    if (!bytes.empty()) read_blob(given, reinterpret_cast<char*>(bytes.data()), bytes.size());
    return chars_of(bytes);
}

/// What lies at `data`, in one of five kinds.
given_value given_at(const void* data, soci::details::exchange_type type, plain_room& room, std::string_view place,
                     value_type declared)
{
    using namespace soci::details;
    switch (type) {
        case x_char: return std::string_view(static_cast<const char*>(data), 1);
        case x_stdstring: return std::string_view(*static_cast<const std::string*>(data));
        case x_xmltype: return std::string_view(static_cast<const soci::xml_type*>(data)->value);
        case x_longstring: return std::string_view(static_cast<const soci::long_string*>(data)->value);
        case x_short: return std::int64_t{*static_cast<const short*>(data)};
        case x_integer: return std::int64_t{*static_cast<const int*>(data)};
        case x_long_long: return std::int64_t{*static_cast<const exchanged_int64*>(data)};
        case x_unsigned_long_long: return std::uint64_t{*static_cast<const exchanged_uint64*>(data)};
#if CELLSEAL_SOCI_4_1
        case x_int8: return std::int64_t{*static_cast<const std::int8_t*>(data)};
        case x_uint8: return std::uint64_t{*static_cast<const std::uint8_t*>(data)};
        case x_uint16: return std::uint64_t{*static_cast<const std::uint16_t*>(data)};
        case x_uint32: return std::uint64_t{*static_cast<const std::uint32_t*>(data)};
        case x_stdwstring:
            if (const auto text = narrowed(*static_cast<const std::wstring*>(data), room.bytes)) return *text;
            mismatch(place, declared);
#endif
        case x_double: return *static_cast<const double*>(data);
        case x_stdtm:
            if (const auto when = calendar::from_tm(*static_cast<const std::tm*>(data))) return *when;
            mismatch(place, declared);
        // SOCI hands a const blob over as a pointer without const, too; reading leaves it as it is.
        case x_blob: return content_of(*static_cast<soci::blob*>(const_cast<void*>(data)), room);
        default: mismatch(place, declared);
    }
}

template <class Number>
std::optional<Number> number_in(std::string_view text)
{
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size() || text.empty()) return {};
    return number;
}

/// Turns a given value into the declared type; nothing where that would lose anything.
struct declared_form {
    value_type declared;
    bool is_unsigned;
    plain_room& room;

    template <class... Args>
    plain_view scalar(Args... args) const
    {
        room.scalar.emplace(args...);
        return *room.scalar;
    }

    plain_view characters(std::string_view text) const
    {
        const byte_span bytes = room.bytes.take(text.size());
        if (!text.empty()) std::memcpy(bytes.data(), text.data(), text.size());
        return declared == value_type::decimal ? plain_decimal(chars_of(bytes)) : plain_text(chars_of(bytes));
    }

    std::optional<plain_view> operator()(std::string_view text) const
    {
        switch (declared) {
            case value_type::text:
            case value_type::raw_text: return plain_text(text);
            case value_type::bytes: return plain_bytes(bytes_of(text));
            case value_type::decimal: return plain_decimal(text);
            case value_type::date_time:
                if (const auto when = calendar::from_text(text)) return scalar(*when);
                return {};
            case value_type::float64:
                if (const auto number = number_in<double>(text)) return scalar(*number);
                return {};
            case value_type::uint64:
                if (const auto number = number_in<std::uint64_t>(text)) return (*this)(*number);
                return {};
            default:
                if (const auto number = number_in<std::int64_t>(text)) return (*this)(*number);
                return {};
        }
    }

    std::optional<plain_view> operator()(std::int64_t number) const
    {
        switch (declared) {
            case value_type::int64: return scalar(number);
            case value_type::uint64:
                if (number < 0) return {};
                return scalar(static_cast<std::uint64_t>(number), is_unsigned);
            case value_type::boolean:
                if (number != 0 && number != 1) return {};
                return scalar(number == 1);
            case value_type::float64:
                if (number > largest_exact_in_double || number < -largest_exact_in_double) return {};
                return scalar(static_cast<double>(number));
            case value_type::text:
            case value_type::raw_text:
            case value_type::decimal: return characters(fmt::format_int(number).c_str());
            default: return {};
        }
    }

    std::optional<plain_view> operator()(std::uint64_t number) const
    {
        if (declared == value_type::uint64) return scalar(number, is_unsigned);
        if (number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return (*this)(static_cast<std::int64_t>(number));
        if (declared == value_type::text || declared == value_type::decimal)
            return characters(fmt::format_int(number).c_str());
        return {};
    }

    std::optional<plain_view> operator()(double number) const
    {
        if (declared == value_type::float64) return scalar(number);
        const bool whole = std::nearbyint(number) == number && std::abs(number) <= double(largest_exact_in_double);
        if (whole && (declared == value_type::int64 || declared == value_type::uint64))
            return (*this)(static_cast<std::int64_t>(number));
        return {};
    }

    std::optional<plain_view> operator()(const date_time& when) const
    {
        if (declared == value_type::date_time) return scalar(when);
        if (declared == value_type::text || declared == value_type::raw_text)
            return characters(calendar::to_text(when));
        return {};
    }
};

plain_view converted(const void* data, soci::details::exchange_type type, const declared_form& form,
                     const std::string& place)
{
    const auto value = std::visit(form, given_at(data, type, form.room, place, form.declared));
    if (!value) mismatch(place, form.declared);
    return *value;
}

}  // namespace

plain_view to_plain(const void* data, soci::details::exchange_type type, const attribute& which, plain_room& room)
{
    // The commonest case, without a detour: a string for a text attribute.
    if (type == soci::details::x_stdstring && which.type == value_type::text)
        return plain_text(*static_cast<const std::string*>(data));
    return converted(data, type, {which.type, which.declared_unsigned, room}, which.place());
}

plain_view to_plain(const void* data, soci::details::exchange_type type, value_type declared, const std::string& place,
                    plain_room& room)
{
    return converted(data, type, {declared, false, room}, place);
}

}  // namespace cellseal::soci_orm
