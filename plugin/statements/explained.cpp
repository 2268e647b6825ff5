#include "plugin/statements/characters.h"
#include "plugin/statements/statement.h"

namespace cellseal {
namespace {

bool at_word(const reading& r, std::string_view word, std::size_t ahead = 0) noexcept
{
    return r.at.is(token_kind::word, ahead) && equal_in_any_case(r.at.text(r.at.peek(ahead)), word);
}

/// (ANALYZE, FORMAT JSON): words, numbers and strings.
void take_options(reading& r)
{
    const std::size_t close = r.at.peek().partner;
    for (r.at.skip(); r.at.position() < close; r.at.skip()) {
        const bool fine = r.at.is(token_kind::word) || r.at.is(token_kind::number) || r.at.is(token_kind::string) ||
                          r.at.is(",");
        if (!fine) r.at.not_understood();
    }
    r.at.skip();
}

void take_options_of_mysql(reading& r)
{
    while (true) {
        if (at_word(r, "format") && r.at.is("=", 1))
            r.at.skip(3);
        else if (at_word(r, "extended") || at_word(r, "partitions") || at_word(r, "analyze"))
            r.at.skip();
        else
            return;
    }
}

bool at_explainable(const reading& r, std::size_t ahead) noexcept
{
    switch (r.at.peek(ahead).word) {
        case keyword::select_kw:
        case keyword::insert_kw:
        case keyword::update_kw:
        case keyword::delete_kw:
        case keyword::replace_kw:
        case keyword::with_kw: return true;
        default: return r.at.is("(", ahead);
    }
}

}  // namespace

bool take_explain(reading& r)
{
    const bool mysql = r.language.which == dialect::mysql;
    const bool describes = r.at.is(keyword::describe_kw) || r.at.is(keyword::desc_kw) || r.at.is(keyword::analyze_kw);
    if (mysql && describes && at_explainable(r, 1) && !r.at.is("(", 1)) {
        r.at.skip();
        return true;
    }
    if (!r.at.take(keyword::explain_kw)) return false;
    switch (r.language.which) {
        case dialect::sqlite:
            if (at_word(r, "query") && at_word(r, "plan", 1)) r.at.skip(2);
            break;
        case dialect::postgres:
            if (r.at.is("(") && !at_query(r)) {
                take_options(r);
                break;
            }
            if (!r.at.take(keyword::analyze_kw)) r.at.take(keyword::analyse_kw);
            if (at_word(r, "verbose")) r.at.skip();
            break;
        case dialect::mysql: take_options_of_mysql(r); break;
        default: break;
    }
    return true;
}

}  // namespace cellseal
