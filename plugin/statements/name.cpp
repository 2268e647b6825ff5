#include "plugin/statements/name.h"

#include "plugin/statements/characters.h"
#include "plugin/statements/keyword.h"

namespace cellseal {

bool exactly_same(const name& a, const name& b, name_folding folding) noexcept
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

/// Letters beyond ASCII are taken for equal: their folding is the engine's secret.
bool roughly_equal(std::string_view a, std::string_view b) noexcept
{
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i]) && !(is_beyond_ascii(a[i]) && is_beyond_ascii(b[i]))) return false;
    }
    return true;
}

bool same_as_listed(const name& written, std::string_view listed, name_folding folding) noexcept
{
    if (folding != name_folding::down || !written.quoted) return roughly_equal(written.text, listed);
    if (written.text.size() != listed.size()) return false;
    for (std::size_t i = 0; i < listed.size(); ++i) {  // The listed name itself, or what it folds to.
        if (written.text[i] != listed[i] && written.text[i] != lower(listed[i])) return false;
    }
    return true;
}

}  // namespace

bool same(const name& a, const name& b, name_folding folding) noexcept
{
    if (a.listed && b.listed) return equal_in_any_case(a.text, b.text);
    if (a.listed) return same_as_listed(b, a.text, folding);
    if (b.listed) return same_as_listed(a, b.text, folding);
    return exactly_same(a, b, folding);
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
