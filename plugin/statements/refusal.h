#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/error/error.h"

namespace cellseal {

/// Why a statement is refused (statement_policy.md, "Policy").
enum class refusal_code : std::uint8_t {
    literal,
    operator_,
    expression,
    function,
    cast,
    copy,
    lexer,
    mode,
    mixed,
    order,
    group,
    ambiguous,
    unsearchable,
    companion,
    row_key,
    ddl,
    multiple,
    placeholder,
    syntax,
};

[[nodiscard]] std::string_view name_of(refusal_code code) noexcept;

/// A statement that is not run, and what to write instead. Never quotes a literal.
struct refusal {
    refusal_code code = refusal_code::syntax;
    std::size_t offset = 0;  ///< Bytes from the start of the user's text.
    std::string subject;     ///< "contact.email", or empty.
    std::string message;     ///< What is wrong, in one sentence.
    std::string hint;        ///< What to write instead, in one sentence.
};

/// A refusal thrown at prepare. what() holds code, line and column, subject, message and hint.
class statement_refused : public error {
public:
    explicit statement_refused(refusal why);
    [[nodiscard]] const refusal& why() const noexcept { return why_; }

private:
    refusal why_;
};

}  // namespace cellseal
