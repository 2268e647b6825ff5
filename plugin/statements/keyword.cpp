#include "plugin/statements/keyword.h"

#include <array>
#include <cstddef>

namespace cellseal {
namespace {

enum class rank : std::uint8_t { reserved, ends_alias, name };

struct entry {
    std::string_view word;
    rank how;
};

constexpr std::array entries{entry{"", rank::name},
#define CELLSEAL_R(word) entry{#word, rank::reserved},
#define CELLSEAL_A(word) entry{#word, rank::ends_alias},
#define CELLSEAL_N(word) entry{#word, rank::name},
                             CELLSEAL_KEYWORDS(CELLSEAL_R, CELLSEAL_A, CELLSEAL_N)
#undef CELLSEAL_R
#undef CELLSEAL_A
#undef CELLSEAL_N
};

constexpr std::size_t longest_word = 20;
constexpr std::size_t slots = 1024;  // A power of two, at least four times the number of words.
static_assert(entries.size() * 4 <= slots);

constexpr std::size_t slot_of(const char* folded, std::size_t length) noexcept
{
    std::uint32_t hash = 2166136261U;
    for (std::size_t i = 0; i < length; ++i) hash = (hash ^ static_cast<unsigned char>(folded[i])) * 16777619U;
    return (hash ^ (hash >> 15)) & (slots - 1);
}

constexpr auto table = [] {
    std::array<std::uint16_t, slots> built{};
    for (std::size_t i = 1; i < entries.size(); ++i) {
        std::size_t slot = slot_of(entries[i].word.data(), entries[i].word.size());
        while (built[slot] != 0) slot = (slot + 1) & (slots - 1);
        built[slot] = static_cast<std::uint16_t>(i);
    }
    return built;
}();

}  // namespace

keyword keyword_of(std::string_view word) noexcept
{
    if (word.size() > longest_word || word.size() < 2) return keyword::none;
    char folded[longest_word];
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        folded[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    const std::string_view wanted(folded, word.size());
    for (std::size_t slot = slot_of(folded, word.size()); table[slot] != 0; slot = (slot + 1) & (slots - 1)) {
        if (entries[table[slot]].word == wanted) return static_cast<keyword>(table[slot]);
    }
    return keyword::none;
}

bool reserved(keyword which) noexcept
{
    return which != keyword::none && entries[static_cast<std::size_t>(which)].how == rank::reserved;
}

bool ends_alias(keyword which) noexcept
{
    return which != keyword::none && entries[static_cast<std::size_t>(which)].how != rank::name;
}

}  // namespace cellseal
