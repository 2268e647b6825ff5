#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/statements/judged_database.h"

namespace cellseal::test {

/// A protected column of the cases' schema.
struct protection {
    std::string_view table;
    std::string_view column;
    bool deterministic;
};

/// A column of tokens, and what they are made of.
struct token_column {
    std::string_view table;
    std::string_view column;
    std::string_view domain;
    std::vector<std::string_view> parts;  ///< In the order of their index.
};

inline constexpr std::array<protection, 8> protections{{{"contact", "email", false},
                                                        {"contact", "phone", true},
                                                        {"contact", "ssn", false},
                                                        {"prospect", "email", false},
                                                        {"vault", "token", false},
                                                        {"patient", "last_name", false},
                                                        {"patient", "born", false},
                                                        {"patient", "town", false}}};
inline constexpr std::array<std::string_view, 6> judged_tables{"contact", "prospect", "vault",
                                                               "orders",  "audit",    "patient"};
[[nodiscard]] const std::vector<token_column>& token_columns();

// Marks stand in place of sealed values and tokens, so that a look at a cell tells what was put there, for which
// attribute, under which key, and which plain value is under it.
[[nodiscard]] std::string seal_mark(std::string_view attribute, std::size_t slot, const std::string& nonce,
                                    const std::string& plain);
[[nodiscard]] std::string token_mark(std::string_view domain, std::size_t slot, const std::string& plain);
/// The plain text under a token of several values: "a|b".
[[nodiscard]] std::string together(const std::vector<std::string>& values);

[[nodiscard]] bool is_seal_of(const std::string& text, std::string_view attribute);
[[nodiscard]] bool holds_seal(const std::string& text);
[[nodiscard]] bool is_token(const std::string& text);
[[nodiscard]] bool is_token_column(std::string_view column);
/// The plain value under a mark; other values as they are.
[[nodiscard]] std::string opened(const std::string& text);

/// Why the cell must not hold this.
[[nodiscard]] std::optional<std::string> misplaced(std::string_view table, const std::string& column,
                                                   const cell& value);
/// The same for whole rows of a table: every token goes with the value beside it, too.
[[nodiscard]] std::optional<std::string> misplaced(std::string_view table, const answer& content);

}  // namespace cellseal::test
