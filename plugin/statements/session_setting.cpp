#include "plugin/statements/session_setting.h"

#include <algorithm>
#include <array>

#include "plugin/statements/characters.h"

namespace cellseal {
namespace {

/// Names of settings alone; further down those that are ordinary words too.
constexpr std::array<std::string_view, 8> settings{
    "sql_mode",        "standard_conforming_strings", "backslash_quote",         "search_path", "escape_string_warning",
    "client_encoding", "character_set_client",        "character_set_connection"};
constexpr std::array<std::string_view, 4> behind_set{"names", "charset", "character", "schema"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) noexcept
{
    return std::any_of(words.begin(), words.end(), [&](auto each) { return equal_in_any_case(each, word); });
}

std::string_view bare(std::string_view word) noexcept
{
    while (!word.empty() && (word.front() == '@' || word.front() == '`' || word.front() == '"')) word.remove_prefix(1);
    while (!word.empty() && (word.back() == '`' || word.back() == '"')) word.remove_suffix(1);
    return word;
}

bool names_setting(std::string_view word) noexcept
{
    return among(settings, bare(word)) || among(behind_set, bare(word));
}

/// ALTER TABLE … CHARACTER SET is about data; ALTER ROLE, DATABASE, SYSTEM … SET is about sessions.
bool sets_something(const reading& r, std::size_t ahead) noexcept
{
    const bool alters_sessions = r.at.is(keyword::alter_kw, ahead) && !r.at.is(keyword::table_kw, ahead + 1) &&
                                 !equal_in_any_case(r.at.text(r.at.peek(ahead + 1)), "schema");
    return r.at.is(keyword::set_kw, ahead) || r.at.is(keyword::reset_kw, ahead) || alters_sessions;
}

/// Statements that run what stands in a string or between BEGIN and END.
bool runs_code(const reading& r, std::size_t ahead) noexcept
{
    switch (r.at.peek(ahead).word) {
        case keyword::do_kw:
        case keyword::execute_kw:
        case keyword::prepare_kw:
        case keyword::call_kw: return true;
        case keyword::begin_kw: return r.at.is(keyword::not_kw, ahead + 1);
        default: return false;
    }
}

/// Whether code in a string names a setting, or begins with USE.
bool code_sets(std::string_view code) noexcept
{
    std::string_view before;
    for (std::size_t i = 0; i < code.size();) {
        std::size_t end = i;
        while (end < code.size() && continues_word(code[end]) && code[end] != '$') ++end;
        if (end == i) {
            ++i;
            continue;
        }
        const std::string_view word = code.substr(i, end - i);
        const bool uses = before.empty() && equal_in_any_case(word, "use");
        const bool sets = equal_in_any_case(before, "set") && among(behind_set, word);
        if (uses || sets || among(settings, word) || equal_in_any_case(word, "set_config")) return true;
        before = word;
        i = end;
    }
    return false;
}

/// SET NAMES utf8mb4, SET client_encoding TO 'UTF8': no byte of a character looks like a quote or a backslash.
bool chooses_utf8(const reading& r, std::size_t ahead) noexcept
{
    constexpr std::array<std::string_view, 4> safe{"utf8", "utf8mb3", "utf8mb4", "utf-8"};
    const bool names = equal_in_any_case(r.at.text(r.at.peek(ahead)), "names");
    const bool encoding = equal_in_any_case(r.at.text(r.at.peek(ahead)), "client_encoding");
    if (!names && !encoding) return false;
    std::size_t at = ahead + 1;
    if (encoding && (r.at.is("=", at) || r.at.is(keyword::to_kw, at))) ++at;
    std::string_view chosen = r.at.text(r.at.peek(at));
    if (r.at.is(token_kind::string, at) && chosen.size() > 2) chosen = chosen.substr(1, chosen.size() - 2);
    return among(safe, chosen);
}

}  // namespace

void refuse_reading_mode(const reading& r)
{
    bool sets = false;
    bool code = false;
    bool writes = false;
    bool begins = true;
    for (std::size_t ahead = 0; !r.at.is(token_kind::end, ahead); ++ahead) {
        const token& here = r.at.peek(ahead);
        const std::string_view text = r.at.text(here);
        if (begins) sets = sets_something(r, ahead);
        if (begins) code = code || runs_code(r, ahead);
        writes = writes || here.word == keyword::update_kw;
        if (begins && here.word == keyword::use_kw) refuse(because::reading_mode, here.offset);
        begins = r.at.is(";", ahead);
        const bool calls = equal_in_any_case(text, "set_config") && r.at.is("(", ahead + 1);
        const bool named = here.kind != token_kind::string && here.kind != token_kind::symbol && names_setting(text);
        const bool changes = named && (sets || code || r.at.is(":=", ahead + 1)) && !chooses_utf8(r, ahead);
        const bool hidden = code && here.kind == token_kind::string && code_sets(text);
        const bool view = writes && equal_in_any_case(bare(text), "pg_settings");
        if (calls || changes || hidden || view) refuse(because::reading_mode, here.offset);
    }
}

}  // namespace cellseal
