#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace cellseal {

/// The check of a generated passphrase: a systematic Reed–Solomon code over GF(2^11) with x^11 + x^2 + 1, α = x and the
/// roots α^0 α^1 α^2 (passphrase_format.md, section 2). The first symbol is the coefficient of the highest power.
///
/// Guarantee: 1 to 3 wrong symbols and every swap of two are detected; a single wrong one is located.
namespace reed_solomon {

inline constexpr std::size_t check_symbols = 3;

/// The check symbols that follow `data` (at most 2,044 symbols below 2048).
[[nodiscard]] std::array<std::uint16_t, check_symbols> check_of(std::span<const std::uint16_t> data) noexcept;

/// Whether `word`, data and check together, is unharmed.
[[nodiscard]] bool fits(std::span<const std::uint16_t> word) noexcept;

/// The position in a word that does not fit where changing one symbol would make it fit; nothing when more are wrong.
/// A hint for a person: with more than one wrong symbol it may point at an innocent one.
[[nodiscard]] std::optional<std::size_t> single_fault(std::span<const std::uint16_t> word) noexcept;

}  // namespace reed_solomon
}  // namespace cellseal
