#include "plugin/statements/session_setting.h"

#include <algorithm>
#include <array>

#include "plugin/statements/characters.h"

namespace cellseal {
namespace {

constexpr std::array<std::string_view, 12> changing{"sql_mode", "standard_conforming_strings", "backslash_quote", "search_path",
                                                    "escape_string_warning", "names", "charset", "client_encoding", "character",
                                                    "schema", "character_set_client", "character_set_connection"};

bool names_setting(std::string_view word) noexcept
{
    while (!word.empty() && (word.front() == '@' || word.front() == '`' || word.front() == '"')) word.remove_prefix(1);
    while (!word.empty() && (word.back() == '`' || word.back() == '"')) word.remove_suffix(1);
    return std::any_of(changing.begin(), changing.end(), [&](auto each) { return equal_in_any_case(each, word); });
}

}  // namespace

void refuse_reading_mode(const reading& r)
{
    const token& first = r.at.peek();
    if (first.word == keyword::use_kw) refuse(because::reading_mode, first.offset);
    // ALTER TABLE … CHARACTER SET is about data; ALTER ROLE, DATABASE, SYSTEM … SET is about sessions.
    const bool alters_sessions = first.word == keyword::alter_kw && !r.at.is(keyword::table_kw, 1);
    const bool sets = first.word == keyword::set_kw || first.word == keyword::reset_kw || alters_sessions;
    for (std::size_t ahead = 0; !r.at.is(token_kind::end, ahead); ++ahead) {
        const token& here = r.at.peek(ahead);
        const std::string_view text = r.at.text(here);
        const bool calls = equal_in_any_case(text, "set_config") && r.at.is("(", ahead + 1);
        if (calls) refuse(because::reading_mode, here.offset);
        const bool named = here.kind != token_kind::string && here.kind != token_kind::symbol && names_setting(text);
        if (sets && named && !(alters_sessions && equal_in_any_case(text, "schema"))) {
            refuse(because::reading_mode, here.offset);
        }
        const bool assigned = named && (r.at.is(":=", ahead + 1));
        if (assigned) refuse(because::reading_mode, here.offset);
    }
}

}  // namespace cellseal
