#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "plugin/entity/misuse.h"

namespace cellseal {

/// How an enumeration is stored. There is no default: an enumerator that moves, or is renamed, must not change what
/// the rows in the database mean.
///
///     template<> inline constexpr auto cellseal::enum_mapping<status> =
///         cellseal::by_name<status>({{status::open, "open"}, {status::closed, "closed"}});
///     template<> inline constexpr auto cellseal::enum_mapping<level> = cellseal::by_number;
struct no_enum_mapping {};
template <class E>
inline constexpr auto enum_mapping = no_enum_mapping{};

/// Stored as the enumerator's number, whether it has a name or not.
struct enum_by_number {};
inline constexpr enum_by_number by_number{};

/// Stored as one of these names; no other text is read, no other enumerator is written.
template <class E, std::size_t Count>
class enum_names {
public:
    constexpr explicit enum_names(const std::pair<E, std::string_view> (&pairs)[Count])
    {
        for (std::size_t i = 0; i != Count; ++i) {
            for (std::size_t before = 0; before != i; ++before) {
                if (pairs[before].first == pairs[i].first) throw misuse{"cellseal: an enumerator has two names"};
                if (pairs[before].second == pairs[i].second) throw misuse{"cellseal: two enumerators have one name"};
            }
            values_[i] = pairs[i].first;
            names_[i] = pairs[i].second;
        }
    }

    /// Null when `value` has no name.
    [[nodiscard]] constexpr const std::string_view* name_of(E value) const noexcept
    {
        for (std::size_t i = 0; i != Count; ++i) {
            if (values_[i] == value) return &names_[i];
        }
        return nullptr;
    }

    /// Null when nothing has this name.
    [[nodiscard]] constexpr const E* find(std::string_view name) const noexcept
    {
        for (std::size_t i = 0; i != Count; ++i) {
            if (names_[i] == name) return &values_[i];
        }
        return nullptr;
    }

private:
    std::array<E, Count> values_{};
    std::array<std::string_view, Count> names_{};
};

template <class E, std::size_t Count>
consteval auto by_name(const std::pair<E, std::string_view> (&pairs)[Count])
{
    return enum_names<E, Count>(pairs);
}

template <class E>
concept enum_stored_by_number = std::is_same_v<std::remove_cvref_t<decltype(enum_mapping<E>)>, enum_by_number>;

template <class E>
concept mapped_enum =
    std::is_enum_v<E> && !std::is_same_v<std::remove_cvref_t<decltype(enum_mapping<E>)>, no_enum_mapping>;

}  // namespace cellseal
