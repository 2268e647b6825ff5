#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include "plugin/entity/entity.h"

/// From a pointer to a member, known to the compiler, to its line in the description.
namespace cellseal::member_path {

template <class Pointer>
struct pointed;
template <class C, class T>
struct pointed<T C::*> {
    using entity_type = C;
    using type = T;
};

template <auto Pointer>
consteval auto access_by()
{
    using to = pointed<decltype(Pointer)>;
    return direct_access<typename to::entity_type, typename to::type>{Pointer};
}

template <auto Pointer, auto Next, auto... Rest>
consteval auto access_by()
{
    using to = pointed<decltype(Pointer)>;
    const auto inner = access_by<Next, Rest...>();
    return nested_access<typename to::entity_type, typename to::type, std::remove_cvref_t<decltype(inner)>>{Pointer,
                                                                                                            inner};
}

template <class Access, class Member>
constexpr bool is_at(const Access& access, const Member& member)
{
    if constexpr (std::is_same_v<Access, decltype(member.access)>)
        return access == member.access;
    else
        return false;
}

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// The position in the description of E, or `nowhere`.
template <class E, auto... Path>
consteval std::size_t position_of()
{
    std::size_t position = nowhere;
    if constexpr (described_entity<E>) {
        const auto access = access_by<Path...>();
        std::apply(
            [&](const auto&... member) {
                std::size_t at = 0;
                ((is_at(access, member) ? void(position = at++) : void(at++)), ...);
            },
            entity<E>.members);
    }
    return position;
}

/// Stands in where there is no such member, so that the compiler tells the developer that alone.
template <class Access>
inline constexpr described_member<Access> missing{{"missing"}, member_role::plain, {}, {}};

template <class E, auto... Path>
consteval const auto& member_at()
{
    constexpr std::size_t position = position_of<E, Path...>();
    if constexpr (position != nowhere)
        return std::get<position>(entity<E>.members);
    else
        return missing<decltype(access_by<Path...>())>;
}

}  // namespace cellseal::member_path
