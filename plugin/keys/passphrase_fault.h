#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "plugin/keys/passphrase_alphabet.h"
#include "plugin/keys/wiped_text.h"

namespace cellseal {

using wiped_symbols = std::vector<passphrase_symbol, wiping_allocator<passphrase_symbol>>;

/// Whether symbols below 2048 and their check belong together.
[[nodiscard]] bool symbols_fit(std::span<const passphrase_symbol> symbols) noexcept;

/// What is wrong with symbols whose number or check does not fit, with a hint where a single mistake explains it: a
/// wrong character, a doubled one, two that are swapped, two keys one after the other. A hint is for a person; nothing
/// is mended. Never names a symbol.
[[nodiscard]] std::string fault_of_symbols(std::span<const passphrase_symbol> symbols);

/// The same for the form in digits, of which there are `digits`.
[[nodiscard]] std::string fault_of_digits(std::span<const passphrase_symbol> symbols, std::size_t digits);

}  // namespace cellseal
