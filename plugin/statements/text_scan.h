#pragma once

#include <cstddef>
#include <string_view>

#include "plugin/statements/dialect_traits.h"

namespace cellseal {

/// Where comments, quotations, numbers and operators end. Each function takes the position of the first character and
/// gives the position behind the last one; each throws refused for what is not read alike.
class text_scan {
public:
    text_scan(std::string_view sql, const dialect_traits& language) noexcept : sql_(sql), language_(language) {}

    /// '\0' behind the end; a NUL in the text was refused before.
    [[nodiscard]] char at(std::size_t position) const noexcept
    {
        return position < sql_.size() ? sql_[position] : '\0';
    }

    [[nodiscard]] bool comment_starts(std::size_t position) const noexcept;
    [[nodiscard]] std::size_t comment(std::size_t position) const;

    /// A quotation with doubled closing quotes; `escapes`: a backslash takes the next character with it.
    [[nodiscard]] std::size_t quotation(std::size_t position, char closing, bool escapes) const;
    [[nodiscard]] std::size_t bracketed(std::size_t position) const;
    /// $tag$…$tag$, or `position` when none starts here.
    [[nodiscard]] std::size_t dollar_quotation(std::size_t position) const;
    /// Refuses an E'…' that goes on in a further string after a line end.
    void refuse_continuation(std::size_t behind) const;

    [[nodiscard]] std::size_t word(std::size_t position) const noexcept;
    [[nodiscard]] std::size_t number(std::size_t position) const;
    [[nodiscard]] std::size_t operator_(std::size_t position) const noexcept;

private:
    [[nodiscard]] std::size_t line_comment(std::size_t position) const;
    [[nodiscard]] std::size_t block_comment(std::size_t position) const;
    [[nodiscard]] std::size_t operator_run(std::size_t position) const noexcept;

    std::string_view sql_;
    const dialect_traits& language_;
};

}  // namespace cellseal
