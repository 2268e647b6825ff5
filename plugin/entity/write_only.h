#pragma once

#include <type_traits>
#include <utility>
#include <variant>

namespace cellseal {

/// A member that the program writes and never reads back: a password that is handed to another process.
///
/// It is *withheld* (what the column holds stays as it is: so it starts, and so it is after every reading), *empty*
/// (stores NULL) or a *new value*. Binding a withheld member throws error withheld, so an entity that was read, changed
/// and written back never wipes what it did not see: leave the column out of the statement, as `soci_orm::update()`
/// does.
///
///     box.password = "correct horse";  // a new value
///     box.password.clear();            // NULL
///
/// Threads: as T.
template <class T>
class write_only {
public:
    using value_type = T;

    constexpr write_only() = default;
    template <class U = T>
    requires(std::is_convertible_v<U, T> &&
             !std::is_same_v<std::remove_cvref_t<U>, write_only>) constexpr write_only(U&& value)
        : state_(std::in_place_type<T>, std::forward<U>(value))
    {
    }

    /// Forgets a new value; what is stored stays as it is.
    constexpr void withhold() noexcept { state_.template emplace<withheld>(); }
    /// The next write stores NULL.
    constexpr void clear() noexcept { state_.template emplace<nothing>(); }

    [[nodiscard]] constexpr bool is_withheld() const noexcept { return std::holds_alternative<withheld>(state_); }
    [[nodiscard]] constexpr bool is_empty() const noexcept { return std::holds_alternative<nothing>(state_); }

    /// What the next write stores; null when withheld or empty.
    [[nodiscard]] constexpr const T* new_value() const noexcept { return std::get_if<T>(&state_); }

    constexpr bool operator==(const write_only&) const = default;

private:
    struct withheld {
        constexpr bool operator==(const withheld&) const = default;
    };
    struct nothing {
        constexpr bool operator==(const nothing&) const = default;
    };
    std::variant<withheld, nothing, T> state_;
};

}  // namespace cellseal
