#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/entity/exchange_value.h"

namespace cellseal {

/// A value that a condition compares with.
struct condition_value {
    std::string column;
    exchange_value value;
    bool secret = false;  ///< Compared with a sealed column.
};

/// The text behind `where`, with a parameter of its own name for each value.
class condition_text {
public:
    /// A test without a value: "phone is null".
    explicit condition_text(std::string test) : pieces_{std::move(test)} {}
    /// "email = " and its value, or `column in (`, values, `)`: `before` stands in front of the first value.
    condition_text(std::string before, std::vector<condition_value> values, std::string_view behind);

    /// Joins two conditions by " and " or " or ", each in parentheses where needed.
    [[nodiscard]] condition_text joined(std::string_view word, const condition_text& other) const;

    /// The n-th value stands as the parameter `:q<n>_<column>`. The number is in front, as SOCI takes `:email` for a
    /// part of `:email_2`.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string parameter_name(std::size_t index) const;
    [[nodiscard]] const std::vector<condition_value>& values() const noexcept { return values_; }

private:
    std::vector<std::string> pieces_;  ///< One more than values_: the text around them.
    std::vector<condition_value> values_;
};

/// Made by where<>. E keeps conditions on one entity from being joined to those on another.
template <class E>
class condition : public condition_text {
public:
    explicit condition(condition_text text) : condition_text(std::move(text)) {}

    [[nodiscard]] friend condition operator&&(const condition& one, const condition& other)
    {
        return condition(one.joined(" and ", other));
    }
    [[nodiscard]] friend condition operator||(const condition& one, const condition& other)
    {
        return condition(one.joined(" or ", other));
    }
};

}  // namespace cellseal
