#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/statements/dialect_traits.h"
#include "plugin/statements/lexer.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal {

/// Collects what changes in the user's text, and under which name each value is bound.
///
/// Every parameter of the rewritten text has a name of its own. A name's first occurrence keeps it and its text;
/// further ones and those that the plan adds get generated names. SOCI's named binding takes `:email` for a part of
/// `:email_bidx`, so no generated name begins with a user's name or the other way round.
class rewriting {
public:
    rewriting(std::string_view sql, const lexed_text& text, const dialect_traits& language);

    /// `first` and `last` are tokens, both replaced. No token is replaced twice.
    void replace(std::size_t first, std::size_t last, std::string text);
    /// Several insertions behind one token stand in the order of the calls.
    void insert_behind(std::size_t token, std::string text);

    /// The user's own parameter carries this; gives its text, to be placed by the caller if it replaces the token.
    std::string own(std::size_t occurrence, bound_form form, std::size_t key_slot = 0);
    /// As own(), and leaves it where it stands.
    void keep(std::size_t occurrence, bound_form form, std::size_t key_slot = 0);
    /// A further parameter with the value of that occurrence; gives its text.
    std::string further(std::size_t occurrence, bound_form form, std::size_t key_slot = 0);

    /// own(), keep() and further() with the token of several values, those of the occurrences `parts`.
    std::string own(std::size_t occurrence, const compound_definition& index, const std::vector<std::size_t>& parts,
                    std::size_t key_slot);
    void keep(std::size_t occurrence, const compound_definition& index, const std::vector<std::size_t>& parts);
    std::string further(std::size_t occurrence, const compound_definition& index, const std::vector<std::size_t>& parts,
                        std::size_t key_slot);

    [[nodiscard]] std::string_view name_of(std::size_t occurrence) const noexcept;
    /// The first occurrence that has the same name.
    [[nodiscard]] std::size_t first_of_name(std::size_t occurrence) const noexcept { return own_[occurrence].first; }

    /// Fills edits, rewritten and bound; throws refused when the rewritten text would not be read as planned.
    void finish(statement_plan& plan);

private:
    struct placement {
        bound_parameter bound;
        std::size_t first = 0;  ///< The first occurrence of the same name.
        bool placed = false;
    };

    [[nodiscard]] std::string fresh_name(std::size_t occurrence);
    void choose_stem();
    void place_the_rest();
    void assemble(statement_plan& plan);
    void order_bound(statement_plan& plan) const;

    std::string_view sql_;
    const lexed_text& text_;
    const dialect_traits& language_;
    std::vector<placement> own_;  ///< By occurrence.
    std::vector<bound_parameter> further_;
    std::vector<text_edit> edits_;
    std::string stem_;
    std::size_t fresh_ = 0;
};

}  // namespace cellseal
