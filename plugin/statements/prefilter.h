#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/statements/analysis.h"

namespace cellseal {

/// One pass over a text: can any word of it, also inside strings and comments, name a protected table, a view over one
/// or a setting that changes how text is read? If not, the statement is none of ours.
///
/// Threads: immutable. Lifetime: keeps copies of the names.
class prefilter {
public:
    prefilter(const attribute_registry& registry, const schema_knowledge& schema);

    enum class finding : std::uint8_t {
        nothing = 0,
        setting = 1,  ///< Only a word that belongs to a setting, or USE.
        table = 2,
        both = 3,
    };
    [[nodiscard]] finding look(std::string_view sql) const noexcept;

private:
    void add(std::string_view word, finding meaning);
    [[nodiscard]] finding meaning_of(std::string_view word) const noexcept;

    struct entry {
        std::string folded;
        finding meaning;
    };
    std::vector<entry> entries_;
    std::vector<std::uint16_t> slots_;            ///< Open addressing over the folded hash; 0: free.
    std::array<std::uint32_t, 64> beginnings_{};  ///< By length (63: or more): the first letters of names, as bits.
    bool odd_names_ = false;                      ///< A name that is no word: every statement takes the full path.
};

/// Whether the statement begins with a word that changes the schema: CREATE, ALTER, DROP, RENAME.
[[nodiscard]] bool begins_definition(std::string_view sql) noexcept;

}  // namespace cellseal
