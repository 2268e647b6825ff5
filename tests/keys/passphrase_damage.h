#pragma once

#include <functional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cellseal {

/// A key as a person has it, before something happens to it.
struct whole_key {
    std::string characters;  ///< In groups of three.
    std::string plain;       ///< Without blanks: what the reader is to give back.
    std::string digits;
    std::string other;  ///< Another key of the same length, in groups.
};

/// One thing that happens to keys on their way through editors, mails and terminals. Encodings are glibc's, so that
/// nothing of the reader's own tables is in its test.
struct damage {
    std::string_view name;
    std::function<std::string(const whole_key&, std::mt19937&)> done;
    /// Empty: the reader must give the key back. Else every refusal's message holds this.
    std::string_view refused_with;
};

/// All kinds; more than the 68 that passphrase_format.md, section 3, promises.
[[nodiscard]] std::span<const damage> all_damages();

/// A key from a fixed seed: 27 or 15 characters.
[[nodiscard]] whole_key key_from(std::mt19937& random);

/// Empty when the reader does with `damaged` what `kind` promises; else what it did instead.
[[nodiscard]] std::string broken_promise(const damage& kind, const whole_key& key, const std::string& damaged);

}  // namespace cellseal
