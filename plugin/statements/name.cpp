#include "plugin/statements/name.h"

#include "plugin/statements/characters.h"
#include "plugin/statements/keyword.h"

namespace cellseal {

bool same(const name& a, const name& b, name_folding folding) noexcept
{
    if (folding != name_folding::down) return equal_in_any_case(a.text, b.text);
    if (a.text.size() != b.text.size()) return false;
    for (std::size_t i = 0; i < a.text.size(); ++i) {
        const char left = a.quoted ? a.text[i] : lower(a.text[i]);
        const char right = b.quoted ? b.text[i] : lower(b.text[i]);
        if (left != right) return false;
    }
    return true;
}

namespace {

std::string in_quotes(std::string_view text, const dialect_traits& language)
{
    const char quote = language.double_quote_is_string ? '`' : '"';
    std::string out(1, quote);
    for (const char c : text) out.append(c == quote ? 2 : 1, c);
    return out += quote;
}

}  // namespace

std::string spelled_again(const name& of, const dialect_traits& language)
{
    return of.quoted ? in_quotes(of.text, language) : std::string(of.text);
}

std::string spelled(std::string_view schema_spelling, const dialect_traits& language)
{
    bool plain = !schema_spelling.empty() && starts_word(schema_spelling[0]);
    for (const char c : schema_spelling) {
        const bool folds = language.folding == name_folding::down && lower(c) != c;
        plain = plain && continues_word(c) && !is_beyond_ascii(c) && c != '$' && !folds;
    }
    if (plain && !ends_alias(keyword_of(schema_spelling))) return std::string(schema_spelling);
    return in_quotes(schema_spelling, language);
}

}  // namespace cellseal
