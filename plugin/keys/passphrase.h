#pragma once

#include <cstddef>
#include <memory_resource>
#include <optional>
#include <span>

#include "plugin/keys/passphrase_alphabet.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// A generated passphrase (passphrase_format.md, section 2): random characters of the frozen alphabet and three check
/// characters. Move-only, wiped when destroyed.
///
/// Its forms are secrets too: they come as secret_bytes and are shown only by `show` and `export`.
/// Threads: as secret_bytes.
class passphrase {
public:
    /// How many of the characters are random.
    enum class length : std::size_t {
        standard = 24,    ///< 264 bits, 27 characters with the check.
        short_form = 12,  ///< 132 bits, 15 characters with the check.
    };

    [[nodiscard]] static passphrase generate(const crypto_provider& crypto, length random_symbols = length::standard);

    /// From symbols with their check. Throws error bad_passphrase, which says what is wrong: the number of characters,
    /// or the check, with the position where a single character explains it. Nothing is mended.
    [[nodiscard]] static passphrase from_symbols(std::span<const passphrase_symbol> symbols,
                                                 std::pmr::memory_resource& memory);

    /// From what utf8() gives, as it is on record; nothing when `utf8` is anything else, such as a typed passphrase.
    [[nodiscard]] static std::optional<passphrase> from_utf8(byte_view utf8, std::pmr::memory_resource& memory);

    /// How many characters a passphrase can have, check included.
    [[nodiscard]] static bool is_length(std::size_t characters) noexcept;

    /// What goes into the passphrase hash: the UTF-8 bytes of all characters without blanks.
    [[nodiscard]] secret_bytes utf8() const;
    /// For people: the characters in groups of three, with a blank between groups.
    [[nodiscard]] secret_bytes in_groups() const;
    /// The twin form in plain ASCII: the same symbols as numbers of four digits with hyphens between.
    [[nodiscard]] secret_bytes digits() const;

private:
    passphrase(std::span<const passphrase_symbol> symbols, std::pmr::memory_resource& memory);
    [[nodiscard]] std::size_t count() const noexcept { return symbols_.size() / 2; }
    [[nodiscard]] passphrase_symbol symbol(std::size_t position) const noexcept;

    secret_bytes symbols_;  // two bytes each, high byte first
    std::pmr::memory_resource* memory_;
};

}  // namespace cellseal
