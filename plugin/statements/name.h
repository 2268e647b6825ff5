#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/statements/dialect_traits.h"

namespace cellseal {

/// A name as it stands in a statement, without its quotes, or as the schema spells it.
struct name {
    std::string_view text;  ///< Empty: no name.
    bool quoted = false;    ///< Not folded: it stood in quotes, or comes from the schema.
    std::uint32_t at = 0;   ///< The token it stands in.
    bool listed = false;    ///< It comes from the registry or the catalogue.

    [[nodiscard]] bool empty() const noexcept { return text.empty(); }
};

/// A name that the schema spells.
[[nodiscard]] inline name schema_name(std::string_view text) noexcept { return {text, true, 0, true}; }

/// Whether the engine takes two names for the same. A listed name is met half-way: who registers `Email` may mean the
/// column that PostgreSQL calls email, and how engines fold letters beyond ASCII differs. Better one match too many.
[[nodiscard]] bool same(const name& a, const name& b, name_folding folding) noexcept;
/// Without meeting half-way: to choose between several that are the same.
[[nodiscard]] bool exactly_same(const name& a, const name& b, name_folding folding) noexcept;

/// As a statement can hold it: in the dialect's quotes where it has to be.
[[nodiscard]] std::string spelled(std::string_view schema_spelling, const dialect_traits& language);

/// A name of the statement as it has to be written there again.
[[nodiscard]] std::string spelled_again(const name& of, const dialect_traits& language);

}  // namespace cellseal
