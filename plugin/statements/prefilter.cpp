#include "plugin/statements/prefilter.h"

#include <array>
#include <bit>

#include "plugin/statements/characters.h"
#include "plugin/statements/keyword.h"
#include "plugin/statements/word_bits.h"

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

constexpr std::size_t length_class(std::size_t length) noexcept { return length < 63 ? length : 63; }

/// One bit for each letter in either case, one for everything else.
constexpr std::uint32_t letter_bit(char c) noexcept
{
    return std::uint32_t{1} << (is_letter(c) ? static_cast<unsigned>(c & 31) : 0U);
}

/// U&'…' and U&"…" can spell any name with escapes.
bool has_unicode_escape(std::string_view sql) noexcept
{
    for (std::size_t at = sql.find('&'); at != std::string_view::npos; at = sql.find('&', at + 1)) {
        const bool quoted = at + 1 < sql.size() && (sql[at + 1] == '\'' || sql[at + 1] == '"');
        if (quoted && at > 0 && lower(sql[at - 1]) == 'u') return true;
    }
    return false;
}

}  // namespace

prefilter::prefilter(const attribute_registry& registry, const schema_knowledge& schema)
{
    for (const protected_table& each : registry.tables()) add(each.name, finding::table);
    for (const declared_view& each : registry.views()) add(each.name, finding::table);
    for (const std::string& each : schema.undeclared_views) add(each, finding::table);
    for (const std::string& each : schema.trigger_tables) add(each, finding::table);
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
        odd_names_ = odd_names_ || !in_any_word(c) || is_beyond_ascii(c);
    }
    odd_names_ = odd_names_ || folded.empty() || entries_.size() > 60000;
    if (!folded.empty()) beginnings_[length_class(folded.size())] |= letter_bit(folded.front());
    entries_.push_back({std::move(folded), meaning});
}

prefilter::finding prefilter::meaning_of(std::string_view word) const noexcept
{
    if ((beginnings_[length_class(word.size())] & letter_bit(word.front())) == 0) return finding::nothing;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash_of(word) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
        const entry& each = entries_[slots_[slot] - 1U];
        if (equal_in_any_case(each.folded, word)) return each.meaning;
    }
    return finding::nothing;
}

prefilter::finding prefilter::look(std::string_view sql) const noexcept
{
    if (odd_names_ || has_unicode_escape(sql)) return finding::both;
    unsigned found = 0;
    std::size_t start = 0;
    std::uint64_t carried = 0;  // Whether the character before the block belongs to a word.
    for (std::size_t block = 0; block <= sql.size(); block += 64) {
        const std::uint64_t bits = word_bits(sql.data() + block, sql.size() - block);
        const std::uint64_t before = bits << 1 | carried;
        carried = bits >> 63;
        for (std::uint64_t turns = bits ^ before; turns != 0; turns &= turns - 1) {
            const std::size_t at = block + static_cast<std::size_t>(std::countr_zero(turns));
            if ((bits >> (at - block) & 1U) != 0) {
                start = at;
                continue;
            }
            found |= static_cast<unsigned>(meaning_of(sql.substr(start, at - start)));
        }
    }
    return static_cast<finding>(found);
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
