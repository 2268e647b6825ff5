#pragma once

#include <cstddef>
#include <memory_resource>
#include <optional>
#include <string>
#include <vector>

#include "plugin/keys/passphrase.h"
#include "plugin/keys/wiped_text.h"

namespace cellseal {

/// One way of understanding given bytes as text, reduced to what can belong to a generated passphrase: blanks, format
/// characters, dashes, quotes and punctuation are dropped, for none of them is in the alphabet.
struct passphrase_reading {
    /// `told` is the repair that led to `text`, for a person; empty where there was none.
    passphrase_reading(const wiped_text& text, std::string told);

    wiped_text kept;
    std::string told;

    // How many of the characters kept are…
    std::size_t in_alphabet = 0;
    std::size_t digits = 0;
    std::size_t question_marks = 0;  ///< What an editor writes for a character that its code page lacks.
    std::size_t replaced = 0;        ///< U+FFFD: what a decoder writes for bytes that it does not understand.
    std::size_t look_alikes = 0;     ///< Radicals and compatibility forms of characters of the alphabet.
    std::size_t others = 0;

    /// The passphrase, where all characters belong to one and the check is good: in characters, in digits, in both
    /// where they agree, or the same twice. Never anything else.
    [[nodiscard]] std::optional<passphrase> accepted(std::pmr::memory_resource& memory) const;

    /// Whether this was a generated passphrase once, so that it must not be taken for a typed one. What a typed one
    /// holds by the rules for new keys, a numeral among other characters, it does not.
    [[nodiscard]] bool was_generated() const noexcept;

    /// What is wrong with a reading that was generated and is not accepted, and what to do; never a part of it.
    [[nodiscard]] std::string fault() const;
};

/// The readings of `bytes`, in the order of passphrase_format.md, section 3.
[[nodiscard]] std::vector<passphrase_reading> readings_of(byte_view bytes);

}  // namespace cellseal
