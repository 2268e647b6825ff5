#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "plugin/entity/exchange_type.h"
#include "plugin/entity/exchange_value.h"

namespace cellseal {

namespace member_types {

template <class T>
bool assign_found(T& member, const auto& found)
{
    if (found) member = static_cast<T>(*found);
    return static_cast<bool>(found);
}

template <class Number>
bool read_number(const exchange_value& given, Number& member)
{
    if constexpr (std::is_unsigned_v<Number> && sizeof(Number) == 8) return assign_found(member, read_uint64(given));
    const auto number = read_int64(given);
    if (!number || !std::in_range<Number>(*number)) return false;
    member = static_cast<Number>(*number);
    return true;
}

/// A double is rounded to a float member: that is what such a member asks for. It never becomes infinite by it.
template <class Floating>
bool read_floating(const exchange_value& given, Floating& member)
{
    const auto number = read_double(given);
    if (!number || (std::isfinite(*number) && !std::isfinite(static_cast<Floating>(*number)))) return false;
    member = static_cast<Floating>(*number);
    return true;
}

template <class Bytes>
bool read_bytes(const exchange_value& given, Bytes& member)
{
    const auto* text = std::get_if<std::string>(&given);
    if (text == nullptr) return false;
    const auto* first = reinterpret_cast<const typename Bytes::value_type*>(text->data());
    member.assign(first, first + text->size());
    return true;
}

}  // namespace member_types

/// Writes the value of a member, taken out of std::optional or write_only. False: this value cannot be stored (an
/// enumerator without a name, a date that does not exist).
template <storable_member T>
[[nodiscard]] bool to_exchange(const bare_t<T>& member, exchange_t<T>& out)
{
    constexpr member_kind kind = kind_of<T>;
    if constexpr (kind == member_kind::character)
        out.assign(1, member);
    else if constexpr (kind == member_kind::text)
        out = member;
    else if constexpr (kind == member_kind::bytes)
        out.assign(reinterpret_cast<const char*>(member.data()), member.size());
    else if constexpr (kind == member_kind::named_enum) {
        const std::string_view* name = enum_mapping<bare_t<T>>.name_of(member);
        if (name != nullptr) out.assign(*name);
        return name != nullptr;
    } else if constexpr (value_type_of<T>() == value_type::date_time) {
        const auto when = calendar::from_member(member);
        if (!when) return false;
        if constexpr (std::is_same_v<exchange_t<T>, std::string>)
            out = calendar::to_text(*when);
        else
            out = *when;
    } else
        out = static_cast<exchange_t<T>>(member);
    return true;
}

/// Reads into a member, taken out of std::optional or write_only. False: something would be lost; the member is as it
/// was.
template <storable_member T>
[[nodiscard]] bool from_exchange(exchange_value&& given, bare_t<T>& member)
{
    using namespace member_types;
    constexpr member_kind kind = kind_of<T>;
    if constexpr (kind == member_kind::boolean)
        return assign_found(member, read_bool(given));
    else if constexpr (kind == member_kind::integer)
        return read_number(given, member);
    else if constexpr (kind == member_kind::floating)
        return read_floating(given, member);
    else if constexpr (kind == member_kind::bytes)
        return read_bytes(given, member);
    else if constexpr (kind == member_kind::numbered_enum) {
        number_t<T> number{};
        if (!read_number(given, number)) return false;
        member = static_cast<bare_t<T>>(number);
    } else if constexpr (value_type_of<T>() == value_type::date_time) {
        const auto when = read_date_time(given);
        return when && calendar::to_member(*when, member);
    } else {
        std::string text = read_text(std::move(given));
        if constexpr (kind == member_kind::named_enum)
            return assign_found(member, enum_mapping<bare_t<T>>.find(text));
        else if constexpr (kind == member_kind::text)
            member = std::move(text);
        else {
            if (text.size() != 1) return false;
            member = text[0];
        }
    }
    return true;
}

}  // namespace cellseal
