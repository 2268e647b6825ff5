#include "plugin/statements/prefilter.h"

#include <array>

#include "plugin/statements/characters.h"
#include "plugin/statements/keyword.h"

namespace cellseal {
namespace {

/// Settings that change how later text is read, in any dialect.
constexpr std::array<std::string_view, 15> settings{"sql_mode",
                                                    "standard_conforming_strings",
                                                    "backslash_quote",
                                                    "search_path",
                                                    "escape_string_warning",
                                                    "set_config",
                                                    "names",
                                                    "charset",
                                                    "client_encoding",
                                                    "character",
                                                    "use",
                                                    "schema",
                                                    "character_set_client",
                                                    "character_set_connection",
                                                    "pg_settings"};

std::uint32_t hash_of(std::string_view word) noexcept
{
    std::uint32_t hash = 2166136261U;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 16777619U;
    return hash ^ (hash >> 15);
}

constexpr auto word_table = [] {
    std::array<bool, 256> table{};
    for (int i = 0; i < 256; ++i) table[static_cast<std::size_t>(i)] = continues_word(static_cast<char>(i));
    return table;
}();

constexpr std::size_t length_class(std::size_t length) noexcept { return length < 63 ? length : 63; }

/// One bit for each letter in either case, one for everything else.
constexpr std::uint32_t letter_bit(char c) noexcept
{
    return std::uint32_t{1} << (is_letter(c) ? static_cast<unsigned>(c & 31) : 0U);
}

bool in_word(char c) noexcept { return word_table[static_cast<unsigned char>(c)]; }

}  // namespace

prefilter::prefilter(const attribute_registry& registry, const schema_knowledge& schema)
{
    for (const protected_table& each : registry.tables()) add(each.name, finding::table);
    for (const declared_view& each : registry.views()) add(each.name, finding::table);
    for (const std::string& each : schema.undeclared_views) add(each, finding::table);
    for (const std::string_view each : settings) add(each, finding::setting);
    std::size_t size = 16;
    while (size < 4 * entries_.size()) size *= 2;
    slots_.assign(size, 0);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        std::size_t slot = hash_of(entries_[i].folded) & (size - 1);
        while (slots_[slot] != 0) slot = (slot + 1) & (size - 1);
        slots_[slot] = static_cast<std::uint16_t>(i + 1);
    }
}

void prefilter::add(std::string_view word, finding meaning)
{
    std::string folded;
    for (const char c : word) {
        folded += lower(c);
        // Folding beyond ASCII differs between engines: look at everything then.
        odd_names_ = odd_names_ || !in_word(c) || is_beyond_ascii(c);
    }
    odd_names_ = odd_names_ || folded.empty() || entries_.size() > 60000;
    if (!folded.empty()) beginnings_[length_class(folded.size())] |= letter_bit(folded.front());
    entries_.push_back({std::move(folded), meaning});
}

prefilter::finding prefilter::meaning_of(std::string_view word) const noexcept
{
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash_of(word) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
        const entry& each = entries_[slots_[slot] - 1U];
        if (equal_in_any_case(each.folded, word)) return each.meaning;
    }
    return finding::nothing;
}

prefilter::finding prefilter::look(std::string_view sql) const noexcept
{
    if (odd_names_) return finding::table;
    finding found = finding::nothing;
    const char* const end = sql.data() + sql.size();
    for (const char* p = sql.data(); p < end;) {
        if (!in_word(*p)) {
            // U& escapes can spell any name.
            const bool escape =
                *p == '&' && p > sql.data() && lower(p[-1]) == 'u' && p + 1 < end && (p[1] == '\'' || p[1] == '"');
            if (escape) return finding::table;
            ++p;
            continue;
        }
        const char* const start = p;
        while (p < end && in_word(*p)) ++p;
        const auto length = static_cast<std::size_t>(p - start);
        if ((beginnings_[length_class(length)] & letter_bit(*start)) == 0) continue;
        const finding meaning = meaning_of({start, length});
        if (meaning == finding::table) return meaning;
        if (meaning == finding::setting) found = meaning;
    }
    return found;
}

bool begins_definition(std::string_view sql) noexcept
{
    std::size_t i = 0;
    while (i < sql.size()) {
        if (is_blank(sql[i]) || sql[i] == ';') {
            ++i;
        } else if (sql.substr(i, 2) == "--" || sql[i] == '#') {
            while (i < sql.size() && sql[i] != '\n' && sql[i] != '\r') ++i;
        } else if (sql.substr(i, 2) == "/*") {
            const std::size_t close = sql.find("*/", i + 2);
            i = close == std::string_view::npos ? sql.size() : close + 2;
        } else {
            break;
        }
    }
    std::size_t end = i;
    while (end < sql.size() && is_letter(sql[end])) ++end;
    switch (keyword_of(sql.substr(i, end - i))) {
        case keyword::create_kw:
        case keyword::alter_kw:
        case keyword::drop_kw:
        case keyword::rename_kw:
        case keyword::recreate_kw:
        case keyword::attach_kw:
        case keyword::detach_kw: return true;
        default: return false;
    }
}

}  // namespace cellseal
