#pragma once

#include <soci/soci.h>

#include <string>
#include <type_traits>
#include <utility>

#include "adapters/orm/soci/entity_conversion_parameter.h"
#include "adapters/orm/soci/entity_conversion_row.h"
#include "plugin/entity/member.h"
#include "plugin/entity/member_exchange.h"

/// One described member to a SOCI parameter, and from a field of a SOCI row.
namespace cellseal::soci_orm {

/// The type of SOCI's that carries a member. (SOCI takes an unsigned long for a signed one, so 64 bits are spelled as
/// long long.)
template <class T>
using parameter_t = std::conditional_t<
    std::is_same_v<exchange_t<T>, std::int64_t>, long long,
    std::conditional_t<std::is_same_v<exchange_t<T>, std::uint64_t>, unsigned long long,
                       std::conditional_t<std::is_same_v<exchange_t<T>, date_time>, std::tm, exchange_t<T>>>>;

/// The value inside std::optional or write_only; null when there is none.
template <class T>
[[nodiscard]] const bare_t<T>* value_in(const T& member) noexcept
{
    if constexpr (is_write_only<T>)
        return member.new_value();
    else if constexpr (is_nullable<T>)
        return member ? &*member : nullptr;
    else
        return &member;
}

/// False: the value cannot be stored.
template <class T>
[[nodiscard]] bool fill_value(const bare_t<T>& member, parameter_t<T>& out)
{
    if constexpr (std::is_same_v<exchange_t<T>, std::string>)
        return to_exchange<T>(member, out);
    else {
        exchange_t<T> value{};
        if (!to_exchange<T>(member, value)) return false;
        if constexpr (std::is_same_v<parameter_t<T>, std::tm>) {
            const auto broken = calendar::to_tm(value);
            if (broken) out = *broken;
            return broken.has_value();
        } else {
            out = value;
            return true;
        }
    }
}

[[nodiscard]] inline error refuse_withheld(const member_place& place)
{
    return {errc::withheld, place.text() +
                                ": the member is withheld, so nothing can be stored from it; leave the "
                                "column out of the statement, or give the member a new value or clear() it"};
}

template <class T>
[[nodiscard]] error refuse_unstorable(const member_place& place)
{
    const bool date = value_type_of<T>() == value_type::date_time;
    return {errc::type_mismatch,
            place.text() + (date ? ": the member holds a date that does not exist; set it before it is stored"
                                 : ": the member holds an enumerator that its enum_mapping does not name; name it")};
}

/// Fills `parameter` with the member and gives its indicator.
template <class T>
soci::indicator fill_parameter(const T& member, member_parameter<parameter_t<T>>& parameter, const member_place& place)
{
    parameter.wipe_secret();
    parameter.refusal.reset();
    if constexpr (is_write_only<T>) {
        if (member.is_withheld()) parameter.refusal = refuse_withheld(place);
    }
    const bare_t<T>* value = value_in(member);
    if (value == nullptr) return soci::i_null;
    if (!fill_value<T>(*value, parameter.value)) parameter.refusal = refuse_unstorable<T>(place);
    return soci::i_ok;
}

/// Reads one field of a row into the member.
template <class T>
void read_member(const soci::values& row, std::size_t position, const member_place& place, T& member)
{
    if constexpr (is_write_only<T>)
        member.withhold();
    else if (row.get_indicator(position) == soci::i_truncated)
        refuse_withheld_read(place);
    else if (row.get_indicator(position) == soci::i_null) {
        if constexpr (is_nullable<T>)
            member.reset();
        else
            refuse_null(place);
    } else {
        exchange_value given = read_field(row, position, place);
        const std::string_view found = what_is(given);
        bare_t<T> value{};
        if (!from_exchange<T>(std::move(given), value)) refuse_read(place, found);
        member = std::move(value);
    }
}

}  // namespace cellseal::soci_orm
