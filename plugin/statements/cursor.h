#pragma once

#include <cstddef>
#include <string_view>

#include "plugin/statements/token.h"

namespace cellseal {

/// A place in the tokens. Looking is free; taking moves on. Behind the last token there is `end`, for ever.
class cursor {
public:
    cursor(std::string_view sql, const token_list& tokens) noexcept : sql_(sql), tokens_(tokens) {}

    [[nodiscard]] const token& peek(std::size_t ahead = 0) const noexcept
    {
        const std::size_t wanted = position_ + ahead;
        return tokens_[wanted < tokens_.size() ? wanted : tokens_.size() - 1];
    }
    [[nodiscard]] std::size_t position() const noexcept { return position_; }
    [[nodiscard]] std::size_t offset() const noexcept { return peek().offset; }
    [[nodiscard]] const token& operator[](std::size_t index) const noexcept { return tokens_[index]; }
    [[nodiscard]] std::string_view text(const token& of) const noexcept { return of.text_in(sql_); }
    [[nodiscard]] std::string_view sql() const noexcept { return sql_; }

    [[nodiscard]] bool is(keyword word, std::size_t ahead = 0) const noexcept { return peek(ahead).word == word; }
    [[nodiscard]] bool is(std::string_view symbol, std::size_t ahead = 0) const noexcept
    {
        const token& here = peek(ahead);
        return here.kind == token_kind::symbol && here.length == symbol.size() && here.symbol == mark(symbol);
    }
    [[nodiscard]] bool is(token_kind kind, std::size_t ahead = 0) const noexcept { return peek(ahead).kind == kind; }
    [[nodiscard]] bool at_end() const noexcept { return is(token_kind::end); }
    /// The statement is over: the text ends, or a semicolon stands here.
    [[nodiscard]] bool at_statement_end() const noexcept { return at_end() || is(";"); }

    void go(std::size_t position) noexcept { position_ = position; }
    void skip(std::size_t count = 1) noexcept { position_ += count; }
    bool take(keyword word) noexcept { return is(word) && (++position_, true); }
    bool take(std::string_view symbol) noexcept { return is(symbol) && (++position_, true); }
    bool take(keyword first, keyword second) noexcept { return is(first) && is(second, 1) && (position_ += 2, true); }

    /// These throw refused (code syntax) when something else stands here.
    void expect(keyword word);
    void expect(std::string_view symbol);
    [[noreturn]] void not_understood() const;

private:
    std::string_view sql_;
    const token_list& tokens_;
    std::size_t position_ = 0;
};

}  // namespace cellseal
