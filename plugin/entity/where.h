#pragma once

#include <cstddef>
#include <string>
#include <tuple>
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

/// Several columns of one compound index in a condition; made by where<> too.
template <auto... Members>
class searched_columns {
    using E = std::common_type_t<typename member_path::pointed<decltype(Members)>::entity_type...>;

    /// Whether the description has an index over exactly these members, in whatever order.
    static consteval bool is_indexed()
    {
        if constexpr (described_entity<E>) {
            const std::size_t wanted[] = {member_path::position_of<E, Members>()...};
            for (const compound_lookup& index : entity<E>.compounds) {
                std::size_t found = 0;
                for (const std::size_t position : wanted)
                    for (std::size_t i = 0; i != index.count; ++i) found += index.members[i] == position;
                if (index.count == sizeof...(Members) && found == index.count) return true;
            }
        }
        return false;
    }
    static_assert(is_indexed(), "cellseal: where<> of several members needs a compound_index() over exactly these");

public:
    using value_type = std::tuple<typename searched_column<Members>::value_type...>;

    [[nodiscard]] condition<E> operator==(const value_type& wanted) const
    {
        return std::apply(
            [](const auto&... each) {
                return (searched_column<Members>::compared(" = ", {each}, "") && ...);
            },
            wanted);
    }
};

namespace member_path {

template <class First, class... Rest>
inline constexpr bool of_one_class =
    sizeof...(Rest) != 0 && (std::is_same_v<typename First::entity_type, typename Rest::entity_type> && ...);

/// Members of one class stand side by side; else each is inside the one before.
template <auto... Members>
using searched =
    typename std::conditional_t<of_one_class<pointed<decltype(Members)>...>,
                                std::type_identity<searched_columns<Members...>>,
                                std::type_identity<searched_column<Members...>>>::type;

}  // namespace member_path

/// A condition on a described member, for `soci_orm::select()` or a statement of one's own:
///
///     where<&contact::email> == "ada@example.org"
///     where<&contact::phone>.is_null() && where<&contact::home, &address::city>.in({"London", "Turin"})
///
/// A sealed column with a lookup answers ==, != and in(); without one, is_null(); no sealed column has an order.
///
/// Members that have a compound_index() are found together:
///
///     where<&contact::last_name, &contact::born> == std::tuple("Lovelace", born)
template <auto First, auto... Rest>
inline constexpr member_path::searched<First, Rest...> where{};

}  // namespace cellseal
