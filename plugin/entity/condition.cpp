#include "plugin/entity/condition.h"

#include <fmt/format.h>

#include <utility>

namespace cellseal {

condition_text::condition_text(std::string before, std::vector<condition_value> values, std::string_view behind)
    : values_(std::move(values))
{
    pieces_.push_back(std::move(before));
    for (std::size_t i = 1; i < values_.size(); ++i) pieces_.emplace_back(", ");
    pieces_.emplace_back(behind);
}

condition_text condition_text::joined(std::string_view word, const condition_text& other) const
{
    condition_text both = *this;
    both.pieces_.front().insert(0, "(");
    both.pieces_.back() += fmt::format("){}({}", word, other.pieces_.front());
    both.pieces_.insert(both.pieces_.end(), other.pieces_.begin() + 1, other.pieces_.end());
    both.pieces_.back() += ")";
    both.values_.insert(both.values_.end(), other.values_.begin(), other.values_.end());
    return both;
}

std::string condition_text::parameter_name(std::size_t index) const
{
    return fmt::format("q{}_{}", index, values_[index].column);
}

std::string condition_text::text() const
{
    std::string whole = pieces_.front();
    for (std::size_t i = 0; i != values_.size(); ++i) whole += ":" + parameter_name(i) + pieces_[i + 1];
    return whole;
}

}  // namespace cellseal
