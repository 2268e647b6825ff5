#pragma once

#include <string_view>
#include <vector>

#include "plugin/statements/dialect_traits.h"
#include "plugin/statements/token.h"

namespace cellseal {

/// The tokens of a statement as the engine reads them, and what stands between them.
struct lexed_text {
    token_list tokens;                      ///< The last one is token_kind::end.
    std::vector<std::uint32_t> parameters;  ///< Indexes of the parameter tokens: the occurrences, in text order.
};

/// Cuts `sql` into tokens as the dialect's engine does. Throws refused (codes lexer, placeholder, syntax) for
/// everything that engines, modes or versions read differently: the list is in statement_policy.md, "Differences that
/// matter".
///
/// Bounded: 1 MiB of text, one pass. Threads: pure. Lifetime: tokens are offsets, they refer to nothing.
[[nodiscard]] lexed_text lex(std::string_view sql, const dialect_traits& language);

/// Longest text that is analysed.
inline constexpr std::size_t longest_statement = 1U << 20;
/// Deepest nesting of parentheses and expressions.
inline constexpr int deepest_nesting = 200;

}  // namespace cellseal
