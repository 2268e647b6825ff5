#include "plugin/statements/operators.h"

namespace cellseal {
namespace {

bool ends_expression(const reading& r) noexcept
{
    for (const std::string_view mark : {")", ",", ";", "]", "(", ".", ":=", "::", ":"}) {
        if (r.at.is(mark)) return true;
    }
    return false;
}

bool operator_word(keyword word) noexcept
{
    switch (word) {
        case keyword::is_kw:
        case keyword::in_kw:
        case keyword::between_kw:
        case keyword::like_kw:
        case keyword::ilike_kw:
        case keyword::glob_kw:
        case keyword::regexp_kw:
        case keyword::rlike_kw:
        case keyword::match_kw:
        case keyword::similar_kw:
        case keyword::div_kw:
        case keyword::mod_kw:
        case keyword::sounds_kw:
        case keyword::overlaps_kw:
        case keyword::at_kw:
        case keyword::containing_kw:
        case keyword::starting_kw:
        case keyword::operator_kw:
        case keyword::member_kw:
        case keyword::escape_kw: return true;
        default: return false;
    }
}

}  // namespace

bool at_operator(const reading& r) noexcept
{
    const token& here = r.at.peek();
    if (here.kind == token_kind::symbol) {
        return !ends_expression(r) && !(r.at.is("&&") && r.language.which == dialect::mysql);
    }
    if (here.kind != token_kind::word) return false;
    // Elsewhere they are names: `select email notnull` gives the column.
    const bool tests_null = r.language.which == dialect::sqlite || r.language.which == dialect::postgres;
    if (here.word == keyword::isnull_kw || here.word == keyword::notnull_kw) return tests_null;
    if (here.word == keyword::not_kw) return operator_word(r.at.peek(1).word) || r.at.is(keyword::null_kw, 1);
    return operator_word(here.word);
}

bool at_equality(const reading& r) noexcept
{
    const bool doubled = r.language.which == dialect::sqlite && r.at.is("==");
    return r.at.is("=") || doubled || r.at.is("<>") || r.at.is("!=");
}

bool at_arithmetic(const reading& r) noexcept { return r.at.is(token_kind::symbol) && at_operator(r); }

void take_operator(reading& r)
{
    const keyword word = r.at.peek().word;
    r.at.skip();
    switch (word) {
        case keyword::similar_kw: r.at.expect(keyword::to_kw); break;
        case keyword::starting_kw: r.at.take(keyword::with_kw); break;
        case keyword::sounds_kw: r.at.expect(keyword::like_kw); break;
        case keyword::member_kw: r.at.take(keyword::of_kw); break;
        case keyword::at_kw:
            r.at.expect(keyword::time_kw);
            r.at.expect(keyword::zone_kw);
            break;
        case keyword::operator_kw:  // OPERATOR(schema.=)
            if (!r.at.is("(")) r.at.not_understood();
            r.at.go(r.at.peek().partner + 1);
            break;
        default: break;
    }
}

}  // namespace cellseal
