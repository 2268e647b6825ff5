#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "plugin/statements/keyword.h"

namespace cellseal {

enum class token_kind : std::uint8_t {
    word,    ///< A keyword or a name without quotes.
    quoted,  ///< A name in quotes; of which kind is in the text.
    string,  ///< A literal in quotes, prefix included.
    number,
    parameter,          ///< :name
    foreign_parameter,  ///< ?, ?1, $1, @x: what SOCI does not bind by name.
    variable,           ///< @x, @@x on MySQL.
    symbol,
    end,  ///< Behind the last token.
};

/// An operator or mark as a number, so that it compares in one step: mark("<>").
constexpr std::uint32_t mark(std::string_view text) noexcept
{
    std::uint32_t packed = 0;
    for (const char c : text.substr(0, 4)) packed = packed << 8 | static_cast<unsigned char>(c);
    return packed;
}

/// One token of the user's text. Offsets are bytes; the text is at most 1 MiB.
struct token {
    token_kind kind = token_kind::end;
    keyword word = keyword::none;  ///< Only for words.
    std::uint32_t symbol = 0;      ///< Only for symbols: mark() of the first four characters.
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    std::uint32_t partner = 0;  ///< For a parenthesis: the index of the other one. For a parameter: its occurrence.

    [[nodiscard]] std::uint32_t end_offset() const noexcept { return offset + length; }
    [[nodiscard]] std::string_view text_in(std::string_view sql) const noexcept { return sql.substr(offset, length); }
};

using token_list = std::vector<token>;

}  // namespace cellseal
