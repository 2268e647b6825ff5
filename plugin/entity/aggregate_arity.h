#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "plugin/entity/misuse.h"

namespace cellseal {

namespace arity {

/// Stands for any member in a braced list that is never run; not for the aggregate itself or a base of it.
template <class Aggregate>
struct anything {
    template <class T>
    requires(!std::is_base_of_v<T, Aggregate>) operator T() const
    {
        throw misuse{"cellseal: stands for a member while compiling only"};
    }
};

template <class Aggregate, std::size_t>
using anything_at = anything<Aggregate>;

template <class Aggregate, std::size_t... Index>
consteval bool takes(std::index_sequence<Index...>)
{
    return requires { Aggregate{anything_at<Aggregate, Index>{}...}; };
}

}  // namespace arity

/// Whether the aggregate T has more members than `count`: whether a braced list of more initializers makes one. A few
/// lengths are tried, as a list may not end before a member that needs an initializer.
template <class T, std::size_t Count>
consteval bool has_more_members_than()
{
    return arity::takes<T>(std::make_index_sequence<Count + 1>{}) ||
           arity::takes<T>(std::make_index_sequence<Count + 2>{}) ||
           arity::takes<T>(std::make_index_sequence<Count + 3>{});
}

}  // namespace cellseal
