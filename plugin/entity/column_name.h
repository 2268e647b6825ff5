#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "plugin/entity/misuse.h"

namespace cellseal {

/// A name of the database, joined from prefix and name while compiling: a nested member's column is known to the
/// compiler like any other. At most 128 bytes, which is what the most generous database takes.
class column_name {
public:
    static constexpr std::size_t longest = 128;

    constexpr column_name() = default;
    constexpr column_name(std::string_view text) { append(text); }
    constexpr column_name(const char* text) : column_name(std::string_view(text)) {}

    [[nodiscard]] constexpr column_name with_prefix(const column_name& prefix) const
    {
        column_name joined = prefix;
        joined.append(*this);
        return joined;
    }

    [[nodiscard]] constexpr std::string_view view() const noexcept { return {text_.data(), size_}; }
    constexpr operator std::string_view() const noexcept { return view(); }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }

private:
    constexpr void append(std::string_view text)
    {
        if (text.find('\0') != std::string_view::npos) throw misuse{"cellseal: a name with a NUL in it"};
        if (text.size() > longest - size_) throw misuse{"cellseal: a name is longer than 128 bytes"};
        for (const char each : text) text_[size_++] = each;
    }

    std::array<char, longest> text_{};
    std::size_t size_ = 0;
};

namespace naming {

constexpr char lower(char letter) noexcept
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace naming

/// Whether two names are one to a database that does not tell `Email` from `EMAIL`, and to a session with
/// uppercase_column_names. ASCII only.
[[nodiscard]] constexpr bool same_ignoring_case(std::string_view one, std::string_view other) noexcept
{
    if (one.size() != other.size()) return false;
    for (std::size_t i = 0; i != one.size(); ++i) {
        if (naming::lower(one[i]) != naming::lower(other[i])) return false;
    }
    return true;
}

/// Whether a name can stand in a statement and, behind a colon, as the name of a parameter: letters, digits, `_`.
[[nodiscard]] constexpr bool is_plain_identifier(std::string_view name) noexcept
{
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
    for (const char each : name) {
        const char letter = naming::lower(each);
        if (!(letter >= 'a' && letter <= 'z') && !(letter >= '0' && letter <= '9') && letter != '_') return false;
    }
    return true;
}

}  // namespace cellseal
