#include "plugin/statements/text_scan.h"

#include <array>

#include "plugin/statements/characters.h"
#include "plugin/statements/refuse.h"

namespace cellseal {
namespace {

constexpr std::string_view run_characters = "+-*/<>=~!@#%^&|`?";
constexpr std::string_view lets_sign_stand = "~!@#%^&|`?";

constexpr std::array<std::string_view, 17> long_operators{"<=>", "->>", "!==", "<=", ">=", "<>", "!=", "==", "||",
                                                          "&&",  "<<",  ">>",  "->", ":=", "::", "!<", "!>"};

constexpr bool in(std::string_view set, char c) noexcept { return set.find(c) != std::string_view::npos; }

}  // namespace

bool text_scan::comment_starts(std::size_t position) const noexcept
{
    const char c = at(position);
    const char next = at(position + 1);
    if (c == '/' && next == '*') return true;
    if (c == '#') return language_.hash_comment;
    if (c != '-' || next != '-') return false;
    const char third = at(position + 2);
    return !language_.dash_comment_needs_blank || third == '\0' || is_blank(third);
}

std::size_t text_scan::comment(std::size_t position) const
{
    return at(position) == '/' ? block_comment(position) : line_comment(position);
}

std::size_t text_scan::line_comment(std::size_t position) const
{
    // MySQL wants a blank behind --, the others do not: where the engine is unknown, only the form that all take.
    const bool sure = language_.engine_known || at(position + 2) == '\0' || is_blank(at(position + 2));
    if (!sure) refuse(because::engines_disagree, position);
    std::size_t end = position;
    for (; end < sql_.size() && sql_[end] != '\n'; ++end) {
        if (sql_[end] == '\r') refuse(because::carriage_return, end);
    }
    return end;
}

std::size_t text_scan::block_comment(std::size_t position) const
{
    const char first = at(position + 2);
    const bool executed = first == '!' || first == '+' || ((first == 'M' || first == 'm') && at(position + 3) == '!');
    if (executed) refuse(because::executable_comment, position);
    int open = 1;
    std::size_t i = position + 2;
    while (open > 0) {
        if (i >= sql_.size()) refuse(because::unterminated, position);
        if (sql_[i] == '\r') refuse(because::carriage_return, i);
        const bool ends = sql_[i] == '*' && at(i + 1) == '/';
        const bool nested = sql_[i] == '/' && at(i + 1) == '*';
        if (nested && !language_.engine_known) refuse(because::engines_disagree, i);
        if (ends) --open;
        if (nested && language_.comments_nest) ++open;
        i += ends || (nested && language_.comments_nest) ? 2 : 1;
    }
    return i;
}

std::size_t text_scan::quotation(std::size_t position, char closing, bool escapes) const
{
    for (std::size_t i = position + 1; i < sql_.size(); ++i) {
        const char c = sql_[i];
        if (c == '\\') {
            if (!language_.engine_known) refuse(because::engines_disagree, i);
            if (escapes) ++i;
        } else if (c == closing) {
            if (at(i + 1) != closing) return i + 1;
            ++i;
        }
    }
    refuse(because::unterminated, position);
}

std::size_t text_scan::bracketed(std::size_t position) const
{
    const std::size_t end = sql_.find(']', position);
    if (end == std::string_view::npos) refuse(because::unterminated, position);
    return end + 1;
}

std::size_t text_scan::dollar_quotation(std::size_t position) const
{
    std::size_t tag_end = position + 1;
    if (starts_word(at(tag_end))) {
        while (starts_word(at(tag_end)) || is_digit(at(tag_end))) ++tag_end;
    }
    if (at(tag_end) != '$') return position;
    const std::string_view tag = sql_.substr(position, tag_end + 1 - position);
    const std::size_t closing = sql_.find(tag, tag_end + 1);
    if (closing == std::string_view::npos) refuse(because::unterminated, position);
    return closing + tag.size();
}

void text_scan::refuse_continuation(std::size_t behind) const
{
    std::size_t i = behind;
    while (is_blank(at(i)) || comment_starts(i)) i = is_blank(at(i)) ? i + 1 : comment(i);
    if (at(i) == '\'') refuse(because::continued_string, i);
}

std::size_t text_scan::word(std::size_t position) const noexcept
{
    std::size_t end = position;
    while (end < sql_.size() && continues_word(sql_[end])) ++end;
    return end;
}

std::size_t text_scan::number(std::size_t position) const
{
    std::size_t i = position;
    if (at(i) == '0' && (at(i + 1) == 'x' || at(i + 1) == 'X')) {
        i += 2;
        while (is_digit(at(i)) || in("abcdefABCDEF", at(i) == '\0' ? ' ' : at(i))) ++i;
    } else {
        while (is_digit(at(i))) ++i;
        const bool range = language_.operator_runs && at(i) == '.' && at(i + 1) == '.';  // 1..2 is no number
        if (at(i) == '.' && !range) ++i;
        while (is_digit(at(i))) ++i;
        const char sign = at(i + 1);
        const bool exponent =
            (at(i) == 'e' || at(i) == 'E') && (is_digit(sign) || ((sign == '+' || sign == '-') && is_digit(at(i + 2))));
        if (exponent) i += 2;
        while (exponent && is_digit(at(i))) ++i;
    }
    if (continues_word(at(i))) refuse(because::number_and_word, position);
    return i;
}

std::size_t text_scan::operator_(std::size_t position) const noexcept
{
    const std::string_view two = sql_.substr(position, 2);
    if (two == "::" || two == ":=" || (two == ".." && language_.operator_runs)) return position + 2;
    if (language_.operator_runs && in(run_characters, at(position))) return operator_run(position);
    for (const std::string_view each : long_operators) {
        if (sql_.substr(position, each.size()) == each) return position + each.size();
    }
    return position + 1;
}

/// PostgreSQL manual, 4.1.3: a comment start ends the run; + or - ends it too, unless one of ~ ! @ # % ^ & | ` ? is in
/// it.
std::size_t text_scan::operator_run(std::size_t position) const noexcept
{
    std::size_t end = position;
    bool sign_may_end = false;
    while (end < sql_.size() && in(run_characters, sql_[end]) && !(end > position && comment_starts(end))) {
        sign_may_end = sign_may_end || in(lets_sign_stand, sql_[end]);
        ++end;
    }
    while (!sign_may_end && end > position + 1 && (sql_[end - 1] == '+' || sql_[end - 1] == '-')) --end;
    return end;
}

}  // namespace cellseal
