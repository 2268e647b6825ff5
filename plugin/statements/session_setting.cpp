#include "plugin/statements/session_setting.h"

#include <algorithm>
#include <array>

#include "plugin/statements/characters.h"

namespace cellseal {
namespace {

constexpr std::array<std::string_view, 12> changing{"sql_mode",
                                                    "standard_conforming_strings",
                                                    "backslash_quote",
                                                    "search_path",
                                                    "escape_string_warning",
                                                    "names",
                                                    "charset",
                                                    "client_encoding",
                                                    "character",
                                                    "schema",
                                                    "character_set_client",
                                                    "character_set_connection"};

bool names_setting(std::string_view word) noexcept
{
    while (!word.empty() && (word.front() == '@' || word.front() == '`' || word.front() == '"')) word.remove_prefix(1);
    while (!word.empty() && (word.back() == '`' || word.back() == '"')) word.remove_suffix(1);
    return std::any_of(changing.begin(), changing.end(), [&](auto each) { return equal_in_any_case(each, word); });
}

/// ALTER TABLE … CHARACTER SET is about data; ALTER ROLE, DATABASE, SYSTEM … SET is about sessions.
bool sets_something(const reading& r, std::size_t ahead) noexcept
{
    const bool alters_sessions = r.at.is(keyword::alter_kw, ahead) && !r.at.is(keyword::table_kw, ahead + 1) &&
                                 !equal_in_any_case(r.at.text(r.at.peek(ahead + 1)), "schema");
    return r.at.is(keyword::set_kw, ahead) || r.at.is(keyword::reset_kw, ahead) || alters_sessions;
}

}  // namespace

void refuse_reading_mode(const reading& r)
{
    bool sets = false;
    bool begins = true;
    for (std::size_t ahead = 0; !r.at.is(token_kind::end, ahead); ++ahead) {
        const token& here = r.at.peek(ahead);
        const std::string_view text = r.at.text(here);
        if (begins) sets = sets_something(r, ahead);
        if (begins && here.word == keyword::use_kw) refuse(because::reading_mode, here.offset);
        begins = r.at.is(";", ahead);
        const bool calls = equal_in_any_case(text, "set_config") && r.at.is("(", ahead + 1);
        const bool named = here.kind != token_kind::string && here.kind != token_kind::symbol && names_setting(text);
        if (calls || (named && (sets || r.at.is(":=", ahead + 1)))) refuse(because::reading_mode, here.offset);
    }
}

}  // namespace cellseal
