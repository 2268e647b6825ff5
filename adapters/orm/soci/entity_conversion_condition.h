#pragma once

#include <soci/soci.h>

#include <cstddef>
#include <string>
#include <type_traits>
#include <variant>

#include "adapters/orm/soci/entity_conversion_parameter.h"
#include "plugin/entity/calendar.h"
#include "plugin/entity/condition.h"

namespace cellseal::soci_orm {

/// The values of a condition; soci::use() binds them under the names that stand in the condition's text.
struct condition_parameters {
    const condition_text& of;
};

template <class X>
void set_value(soci::values& out, const std::string& name, const X& value, bool secret)
{
    const auto fill = [&](member_parameter<X>& parameter) {
        parameter.secret = secret;
        parameter.wipe_secret();
        parameter.value = value;
        return soci::i_ok;
    };
    out.set(name, parameter_source<X, decltype(fill)>{fill});
}

inline void set_value(soci::values& out, const std::string& name, const condition_value& given)
{
    const auto set = [&](const auto& value) {
        using type = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_same_v<type, std::int64_t>)
            set_value<long long>(out, name, value, given.secret);
        else if constexpr (std::is_same_v<type, std::uint64_t>)
            set_value<unsigned long long>(out, name, value, given.secret);
        else if constexpr (std::is_same_v<type, date_time>)
            set_value(out, name, calendar::to_tm(value).value(), given.secret);
        else
            set_value(out, name, value, given.secret);
    };
    std::visit(set, given.value);
}

}  // namespace cellseal::soci_orm

namespace soci {

template <>
struct type_conversion<cellseal::soci_orm::condition_parameters> {
    using base_type = values;

    static void from_base(const values&, indicator, cellseal::soci_orm::condition_parameters&) {}

    static void to_base(const cellseal::soci_orm::condition_parameters& parameters, values& out, indicator& ind)
    {
        const cellseal::condition_text& condition = parameters.of;
        for (std::size_t i = 0; i != condition.values().size(); ++i)
            cellseal::soci_orm::set_value(out, condition.parameter_name(i), condition.values()[i]);
        ind = i_ok;
    }
};

}  // namespace soci
