#include <algorithm>
#include <array>

#include "plugin/statements/characters.h"
#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"

namespace cellseal {

bool take_type_that_keeps(reading& r)
{
    constexpr std::array<std::string_view, 6> whole{"text", "bytea", "blob", "varchar", "clob", "longtext"};
    if (!r.at.is(token_kind::word) && !r.at.is(token_kind::quoted)) r.at.not_understood();
    const std::string_view type = r.at.text(r.at.peek());
    bool keeps = std::any_of(whole.begin(), whole.end(), [&](auto each) { return equal_in_any_case(each, type); });
    // CHAR is one character elsewhere; MySQL's CAST knows no other text, and cuts nothing without a length.
    keeps = keeps || (r.language.which == dialect::mysql && equal_in_any_case(type, "char"));
    r.at.skip();
    // character varying(20), double precision, timestamp with time zone, integer[], schema.type
    const auto further_word = [&] {
        constexpr std::array<std::string_view, 9> words{"varying", "precision", "without", "with",   "time",
                                                        "zone",    "unsigned",  "signed",  "integer"};
        return r.at.is(token_kind::word) && std::any_of(words.begin(), words.end(), [&](auto each) {
                   return equal_in_any_case(each, r.at.text(r.at.peek()));
               });
    };
    while (true) {
        if (r.at.is("(")) {
            r.at.go(r.at.peek().partner + 1);
        } else if (r.at.is(".") || r.at.is("[") || further_word()) {
            const bool array = r.at.is("[");
            r.at.skip(r.at.is(".") ? 2 : 1);
            if (array) {
                if (r.at.is(token_kind::number)) r.at.skip();
                r.at.expect("]");
            }
        } else {
            return keeps;
        }
        keeps = false;
    }
}

operand read_cast(reading& r, const scope& names)
{
    operand made;
    made.first = static_cast<std::uint32_t>(r.at.position());
    r.at.expect(keyword::cast_kw);
    const std::uint32_t close = r.at.peek().partner;
    r.at.expect("(");
    const conjunction off(r, false);
    const operand inner = read_expression(r, names);
    require_plain(r, inner, because::cast_of_column);
    r.at.expect(keyword::as_kw);
    const bool keeps = take_type_that_keeps(r);
    if (r.at.position() != close) r.at.not_understood();
    r.at.go(close + 1);
    if (inner.kind == operand_kind::parameter) {
        made.kind = keeps ? operand_kind::parameter : operand_kind::cast_parameter;
        made.occurrence = inner.occurrence;
    }
    made.last = close;
    return made;
}

}  // namespace cellseal
