#pragma once

#include <array>
#include <span>
#include <string_view>
#include <tuple>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/entity/entity.h"
#include "plugin/entity/member_exchange.h"

namespace cellseal {

/// What a registration needs to know of one described member.
struct member_facts {
    std::string_view column;
    member_role role = member_role::plain;
    value_type type = value_type::text;
    read_policy reading = read_policy::open;
    bool few_values = false;
    bool is_int = false;              ///< An int of 32 bits holds the member.
    bool finer_than_seconds = false;  ///< A time point that std::tm cannot hold.
    const member_options* options = nullptr;
};

/// The registration of a table with these members; they are read before it returns.
[[nodiscard]] registration make_registration(const table_options& table, std::span<const member_facts> members,
                                             std::span<const compound_lookup> compounds = {});

namespace member_types {

template <class Access>
constexpr member_facts facts_of(const described_member<Access>& member)
{
    using type = typename Access::type;
    value_type sealed_as = value_type_of<type>();
    if (member.options.is_unsigned) sealed_as = value_type::uint64;
    if (member.options.decimal) sealed_as = value_type::decimal;
    const auto reading = is_write_only<type> ? read_policy::write_only : read_policy::open;
    const bool is_int = std::is_same_v<exchange_t<type>, std::int32_t>;
    const bool finer = kind_of<type> == member_kind::time_point && std::is_same_v<exchange_t<type>, std::string>;
    return {member.column, member.role, sealed_as, reading, has_few_values<type>, is_int, finer, &member.options};
}

}  // namespace member_types

/// What the description of E registers: its protected columns and its key. The full list of the table's columns is not
/// in it, as a description need not name them all.
template <described_entity E>
[[nodiscard]] registration registration_of()
{
    constexpr const auto& described = entity<E>;
    const auto facts = std::apply([](const auto&... member) { return std::array{member_types::facts_of(member)...}; },
                                  described.members);
    return make_registration(described.table, facts, described.compounds);
}

/// Registers the protected columns of E. Throws error as attribute_registry::builder::add() does.
template <described_entity E>
attribute_registry::builder& register_entity(attribute_registry::builder& builder)
{
    return builder.add(registration_of<E>());
}

}  // namespace cellseal
