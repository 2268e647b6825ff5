#include "plugin/statements/soci_placeholders.h"

#include <cstddef>

#include "plugin/statements/characters.h"
#include "plugin/statements/refuse.h"

namespace cellseal {
namespace {

/// How one backend's scanner differs from the others.
struct scanner_traits {
    bool double_quotes = false;      ///< Skips "…".
    bool backslash_escapes = false;  ///< In '…'.
    bool casts = false;              ///< :: is no parameter.
    bool assignments = false;        ///< := is no parameter.
    bool hash_dates = false;         ///< Skips #…#.
};

scanner_traits scanner_of(dialect which) noexcept
{
    switch (which) {
        case dialect::postgres: return {.double_quotes = true, .casts = true, .assignments = true};
        case dialect::mysql: return {.backslash_escapes = true, .assignments = true};
        case dialect::odbc: return {.hash_dates = true};
        default: return {};
    }
}

class scanner {
public:
    scanner(std::string_view sql, const scanner_traits& how, const lexed_text& seen) noexcept
        : sql_(sql), how_(how), seen_(seen)
    {
    }

    void run();

private:
    std::size_t skip(std::size_t position, char closing, bool escapes) const noexcept;
    std::size_t colon(std::size_t position);
    void report(std::size_t from, std::size_t end);
    [[nodiscard]] char at(std::size_t i) const noexcept { return i < sql_.size() ? sql_[i] : '\0'; }

    std::string_view sql_;
    scanner_traits how_;
    const lexed_text& seen_;
    std::size_t count_ = 0;
};

void scanner::run()
{
    for (std::size_t i = 0; i < sql_.size();) {
        const char c = sql_[i];
        if (c == '\'') {
            i = skip(i, c, how_.backslash_escapes);
        } else if (c == '"' && how_.double_quotes) {
            i = skip(i, c, false);
        } else if (c == '#' && how_.hash_dates) {
            i = skip(i, c, false);
        } else {
            i = c == ':' ? colon(i) : i + 1;
        }
    }
    if (count_ != seen_.parameters.size()) {
        refuse(because::scanners_disagree, seen_.tokens[seen_.parameters[count_]].offset);
    }
}

/// Doubled quotes need no care: the scanner leaves the string and enters it again.
std::size_t scanner::skip(std::size_t position, char closing, bool escapes) const noexcept
{
    std::size_t i = position + 1;
    bool escaped = false;
    for (; i < sql_.size(); ++i) {
        if (sql_[i] == closing && !escaped) return i + 1;
        escaped = escapes && sql_[i] == '\\' && !escaped;
    }
    return i;
}

std::size_t scanner::colon(std::size_t position)
{
    const char next = at(position + 1);
    if ((next == ':' && how_.casts) || (next == '=' && how_.assignments)) return position + 2;
    std::size_t end = position + 1;
    while (end < sql_.size() && in_parameter_name(sql_[end])) ++end;
    report(position, end);
    // The character behind a name is copied without a look: a quote there opens nothing, a colon starts no name.
    const bool cast_follows = how_.casts && at(end) == ':' && at(end + 1) == ':';
    return end + (cast_follows ? 2 : 1);
}

void scanner::report(std::size_t from, std::size_t end)
{
    if (count_ < seen_.parameters.size()) {
        const token& expected = seen_.tokens[seen_.parameters[count_]];
        if (expected.offset == from && expected.end_offset() == end) {
            ++count_;
            return;
        }
    }
    refuse(because::scanners_disagree, from);
}

}  // namespace

void refuse_unless_soci_agrees(std::string_view sql, dialect which, const lexed_text& seen)
{
    if (which == dialect::sqlite) return;
    scanner(sql, scanner_of(which), seen).run();
}

}  // namespace cellseal
