#include "plugin/statements/lexer.h"

#include "plugin/statements/characters.h"
#include "plugin/statements/refuse.h"
#include "plugin/statements/text_scan.h"
#include "plugin/statements/utf8_check.h"

namespace cellseal {
namespace {

class lexer {
public:
    lexer(std::string_view sql, const dialect_traits& language) : sql_(sql), language_(language), scan_(sql, language)
    {
    }

    lexed_text read();

private:
    void read_one(std::size_t& position);
    void read_word(std::size_t& position);
    void read_colon(std::size_t& position);
    void read_sqlite_parameter(std::size_t& position);
    void read_quote(std::size_t& position);
    void read_special(std::size_t& position);
    void read_symbol(std::size_t& position);
    void add(token_kind kind, std::size_t from, std::size_t& position, std::size_t end);
    void refuse_foreign(std::size_t position) const;

    std::string_view sql_;
    const dialect_traits& language_;
    text_scan scan_;
    lexed_text found_;
    std::vector<std::uint32_t> open_;
};

lexed_text lexer::read()
{
    if (sql_.size() > longest_statement) refuse(because::too_long, longest_statement);
    if (const auto nul = sql_.find('\0'); nul != std::string_view::npos) refuse(because::control_character, nul);
    found_.tokens.reserve(sql_.size() / 4 + 8);
    std::size_t position = 0;
    bool beyond_ascii = false;
    for (const char c : sql_) beyond_ascii = beyond_ascii || is_beyond_ascii(c);
    if (beyond_ascii) refuse_invalid_utf8(sql_);
    while (position < sql_.size()) {
        if (is_blank(sql_[position])) {
            ++position;
        } else if (scan_.comment_starts(position)) {
            position = scan_.comment(position);
        } else {
            read_one(position);
        }
    }
    if (!open_.empty()) refuse(because::parenthesis_open, found_.tokens[open_.back()].offset);
    add(token_kind::end, position, position, position);
    return std::move(found_);
}

void lexer::add(token_kind kind, std::size_t from, std::size_t& position, std::size_t end)
{
    token next;
    next.kind = kind;
    next.offset = static_cast<std::uint32_t>(from);
    next.length = static_cast<std::uint32_t>(end - from);
    if (kind == token_kind::word) next.word = keyword_of(sql_.substr(from, end - from));
    if (kind == token_kind::symbol) next.symbol = mark(sql_.substr(from, end - from));
    if (kind == token_kind::parameter) {
        next.partner = static_cast<std::uint32_t>(found_.parameters.size());
        found_.parameters.push_back(static_cast<std::uint32_t>(found_.tokens.size()));
    }
    found_.tokens.push_back(next);
    position = end;
}

void lexer::read_one(std::size_t& position)
{
    const char c = sql_[position];
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) refuse(because::control_character, position);
    if (starts_word(c)) return read_word(position);
    if (is_digit(c) || (c == '.' && is_digit(scan_.at(position + 1)))) {
        return add(token_kind::number, position, position, scan_.number(position));
    }
    if (c == '\'' || c == '"' || c == '`' || c == '[') return read_quote(position);
    if (c == ':') return read_colon(position);
    if (c == '$' || c == '@' || c == '?' || c == '#' || c == '{' || c == '}' || c == '\\')
        return read_special(position);
    read_symbol(position);
}

void lexer::read_word(std::size_t& position)
{
    const std::size_t end = scan_.word(position);
    const std::string_view word = sql_.substr(position, end - position);
    // A byte order mark is a blank to SQLite and a letter to others.
    if (word.find("\xEF\xBB\xBF") != std::string_view::npos) refuse(because::unknown_character, position);
    const char next = scan_.at(end);
    const bool one_letter = word.size() == 1;
    if (one_letter && lower(word[0]) == 'u' && next == '&' && (scan_.at(end + 1) == '\'' || scan_.at(end + 1) == '"')) {
        refuse(because::unicode_escape, position);
    }
    if (next != '\'') return add(token_kind::word, position, position, end);
    if (one_letter && lower(word[0]) == 'q') refuse(because::q_quote, position);
    if (!language_.engine_known && word.size() <= 2) refuse(because::engines_disagree, position);
    if (one_letter && language_.string_prefixes.find(word[0]) != std::string_view::npos) {
        const bool escape = language_.escape_strings && lower(word[0]) == 'e';
        const std::size_t behind = scan_.quotation(end, '\'', escape || language_.backslash_escapes);
        if (escape) scan_.refuse_continuation(behind);
        return add(token_kind::string, position, position, behind);
    }
    add(token_kind::word, position, position, end);
}

void lexer::read_colon(std::size_t& position)
{
    if (language_.sqlite_parameters) return read_sqlite_parameter(position);
    const bool named = in_parameter_name(scan_.at(position + 1));
    // SOCI puts $1 in its place: behind a letter that would be a part of a name.
    const bool runs_on = named && language_.dollar_quotes && position > 0 && continues_word(sql_[position - 1]);
    if (runs_on) refuse(because::parameter_runs_on, position);
    if (!named) return read_symbol(position);
    std::size_t end = position + 1;
    while (in_parameter_name(scan_.at(end))) ++end;
    if (continues_word(scan_.at(end))) refuse(because::parameter_runs_on, position);
    add(token_kind::parameter, position, position, end);
}

/// sqlite3GetToken: letters, digits, _, $ and bytes above 127 belong to the name, and so do "::" and "(…)" behind it.
void lexer::read_sqlite_parameter(std::size_t& position)
{
    std::size_t end = position + 1;
    while (in_parameter_name(scan_.at(end))) ++end;
    const char next = scan_.at(end);
    const bool runs_on = continues_word(next) || next == '(' || (next == ':' && scan_.at(end + 1) == ':');
    if (end == position + 1 || runs_on) refuse(because::parameter_runs_on, position);
    add(token_kind::parameter, position, position, end);
}

void lexer::read_quote(std::size_t& position)
{
    const char c = sql_[position];
    const bool string = c == '\'' || (c == '"' && language_.double_quote_is_string);
    if (string) {
        return add(token_kind::string, position, position, scan_.quotation(position, c, language_.backslash_escapes));
    }
    if (c == '"') {
        if (!language_.engine_known) refuse(because::engines_disagree, position);
        return add(token_kind::quoted, position, position, scan_.quotation(position, c, false));
    }
    if (c == '`' && language_.backtick_identifier) {
        return add(token_kind::quoted, position, position, scan_.quotation(position, c, false));
    }
    if (c == '[' && language_.bracket_identifier) {
        return add(token_kind::quoted, position, position, scan_.bracketed(position));
    }
    if (!language_.operator_runs) refuse(because::unknown_character, position);
    read_symbol(position);
}

void lexer::read_special(std::size_t& position)
{
    const char c = sql_[position];
    if (c == '{' || c == '}') refuse(because::brace, position);
    if (c == '@' && language_.user_variables) {
        std::size_t end = position + 1;
        while (scan_.at(end) == '@') ++end;
        return add(token_kind::variable, position, position, scan_.word(end));
    }
    if (c == '$' && language_.dollar_quotes) {
        const std::size_t end = scan_.dollar_quotation(position);
        if (end != position) return add(token_kind::string, position, position, end);
    }
    if (language_.operator_runs && c != '$' && c != '\\') return read_symbol(position);
    if (c == '$' && language_.dollar_quotes) {
        std::size_t end = position + 1;
        while (is_digit(scan_.at(end))) ++end;
        return add(token_kind::foreign_parameter, position, position, end);
    }
    if (c == '?' || c == '$' || c == '@') {
        const std::size_t end = scan_.word(position + 1);
        return add(token_kind::foreign_parameter, position, position, end);
    }
    refuse(because::unknown_character, position);
}

void lexer::read_symbol(std::size_t& position)
{
    const char c = sql_[position];
    const auto index = static_cast<std::uint32_t>(found_.tokens.size());
    if (c == ')' && open_.empty()) refuse(because::parenthesis_open, position);
    if (c == '(' && open_.size() >= static_cast<std::size_t>(deepest_nesting)) refuse(because::too_deep, position);
    add(token_kind::symbol, position, position, scan_.operator_(position));
    if (c == '(') open_.push_back(index);
    if (c != ')') return;
    found_.tokens[index].partner = open_.back();
    found_.tokens[open_.back()].partner = index;
    open_.pop_back();
}

}  // namespace

lexed_text lex(std::string_view sql, const dialect_traits& language) { return lexer(sql, language).read(); }

}  // namespace cellseal
