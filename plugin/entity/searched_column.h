#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "plugin/entity/condition.h"
#include "plugin/entity/member_exchange.h"
#include "plugin/entity/member_path.h"
#include "plugin/error/error.h"

namespace cellseal {

/// A column in a condition; made by where<>. What a sealed column cannot answer does not compile.
template <auto First, auto... Rest>
class searched_column {
    using E = typename member_path::pointed<decltype(First)>::entity_type;
    static constexpr const auto& member = member_path::member_at<E, First, Rest...>();
    using T = typename std::remove_cvref_t<decltype(member)>::type;

    static constexpr bool is_described = member_path::position_of<E, First, Rest...>() != member_path::nowhere;
    static_assert(is_described, "cellseal: where<> names a member that no entity<> describes");
    static_assert(is_plain_identifier(member.column), "cellseal: this column needs quotes; write the SQL by hand");

    static constexpr bool is_sealed = member.role == member_role::sealed;
    static constexpr bool is_findable = !is_sealed || member.options.found_by != lookup::none;
    static constexpr bool is_lossy = member.options.lossy_token_bytes.has_value();

public:
    using value_type = bare_t<T>;

    [[nodiscard]] condition<E> operator==(const value_type& wanted) const { return equal(" = ", {wanted}, ""); }

    [[nodiscard]] condition<E> operator!=(const value_type& unwanted) const
    {
        static_assert(!is_lossy, "cellseal: a lossy index can say what is equal, but not what differs");
        return equal(" <> ", {unwanted}, "");
    }

    /// Equal to one of these; to none if there are none.
    [[nodiscard]] condition<E> in(const std::vector<value_type>& wanted) const
    {
        if (wanted.empty()) return condition<E>(condition_text("1 = 0"));
        return equal(" in (", wanted, ")");
    }

    [[nodiscard]] condition<E> is_null() const { return null_test(" is null"); }
    [[nodiscard]] condition<E> is_not_null() const { return null_test(" is not null"); }

    [[nodiscard]] condition<E> operator<(const value_type& bound) const { return ordered(" < ", bound); }
    [[nodiscard]] condition<E> operator<=(const value_type& bound) const { return ordered(" <= ", bound); }
    [[nodiscard]] condition<E> operator>(const value_type& bound) const { return ordered(" > ", bound); }
    [[nodiscard]] condition<E> operator>=(const value_type& bound) const { return ordered(" >= ", bound); }

    [[nodiscard]] condition<E> like(const std::string& pattern) const
    {
        static_assert(!is_sealed,
                      "cellseal: a sealed column has no parts to search for; only ==, != and in() can find");
        static_assert(kind_of<T> == member_kind::text, "cellseal: like() is for text");
        return compared(" like ", {pattern}, "");
    }

private:
    template <auto... Members>
    friend class searched_columns;

    static condition<E> equal(std::string_view sign, const std::vector<value_type>& wanted, std::string_view behind)
    {
        static_assert(is_findable, "cellseal: a sealed column is found only if its description gives it a lookup");
        return compared(sign, wanted, behind);
    }

    static condition<E> ordered(std::string_view sign, const value_type& bound)
    {
        static_assert(!is_sealed, "cellseal: a sealed column has no order; only ==, != and in() can find");
        return compared(sign, {bound}, "");
    }

    static condition<E> null_test(std::string_view test)
    {
        static_assert(member.options.nulls == null_policy::keep,
                      "cellseal: NULL is sealed here, so it cannot be asked");
        return condition<E>(condition_text(std::string(member.column) + std::string(test)));
    }

    static condition<E> compared(std::string_view sign, const std::vector<value_type>& wanted, std::string_view behind)
    {
        std::vector<condition_value> values;
        for (const auto& each : wanted) values.push_back(value_of(each));
        return condition<E>(condition_text(std::string(member.column) + std::string(sign), std::move(values), behind));
    }

    static condition_value value_of(const value_type& wanted)
    {
        exchange_t<T> value{};
        if (!to_exchange<T>(wanted, value))
            throw error(errc::type_mismatch, std::string(entity<E>.name()) + "." + std::string(member.column) +
                                                 ": no row can have this value (a date that does not exist, or an "
                                                 "enumerator without a name); compare with another");
        if constexpr (std::is_same_v<exchange_t<T>, std::int32_t>)
            return {std::string(member.column), exchange_value(std::int64_t{value}), is_sealed};
        else
            return {std::string(member.column), exchange_value(std::move(value)), is_sealed};
    }
};

}  // namespace cellseal
