#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include "plugin/entity/searched_column.h"

namespace cellseal {

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
