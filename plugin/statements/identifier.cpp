#include "plugin/statements/identifier.h"

namespace cellseal {
namespace {

name name_at(reading& r, std::size_t index)
{
    const token& here = r.at[index];
    std::string_view text = r.at.text(here);
    const auto position = static_cast<std::uint32_t>(index);
    if (here.kind == token_kind::word) return {text, false, position};
    const char closing = text.back();
    text = text.substr(1, text.size() - 2);
    if (closing != ']' && text.find(closing) != std::string_view::npos) {
        std::string& plain = r.unquoted.emplace_back();
        for (std::size_t i = 0; i < text.size(); ++i) {
            plain += text[i];
            if (text[i] == closing) ++i;
        }
        text = plain;
    }
    if (text.empty()) refuse(because::not_understood, here.offset);
    return {text, true, position};
}

}  // namespace

bool at_name(const reading& r, bool or_string) noexcept
{
    const token& here = r.at.peek();
    if (here.kind == token_kind::word) return !reserved(here.word);
    if (here.kind == token_kind::quoted) return true;
    const bool bare_string = here.kind == token_kind::string && r.at.text(here).front() == '\'';
    return or_string && bare_string && r.language.string_is_name;
}

name take_name(reading& r, bool or_string)
{
    if (!at_name(r, or_string)) r.at.not_understood();
    const name taken = name_at(r, r.at.position());
    r.at.skip();
    return taken;
}

name take_name_behind_dot(reading& r)
{
    if (!r.at.is(token_kind::word)) return take_name(r, true);
    const name taken = name_at(r, r.at.position());
    r.at.skip();
    return taken;
}

name take_alias(reading& r)
{
    if (r.at.take(keyword::as_kw)) {
        return r.at.is(token_kind::word) ? take_name_behind_dot(r) : take_name(r, true);
    }
    const token& here = r.at.peek();
    const bool word = here.kind == token_kind::word && !ends_alias(here.word);
    const bool other = here.kind != token_kind::word && at_name(r, true);
    return word || other ? take_name(r, true) : name{};
}

}  // namespace cellseal
