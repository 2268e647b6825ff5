#pragma once

#include <string_view>

/// The fixed texts of an export (passphrase_format.md, section 5), for whoever writes and whoever reads one.
namespace cellseal::sealkey_words {

inline constexpr std::string_view line_break = "\r\n";
inline constexpr std::string_view title = "Field encryption key of organisation";
inline constexpr std::string_view check_label = "key check:";
inline constexpr std::string_view generation_label = "generation:";
inline constexpr std::string_view slot_label = "slot:";
inline constexpr std::string_view unicode_label = "passphrase (Unicode):";
inline constexpr std::string_view digits_label = "passphrase (digits):";
inline constexpr std::string_view typed_label = "passphrase (typed):";
inline constexpr std::string_view share_label = "share (digits):";  ///< Of a share (key_shares.h).
inline constexpr std::string_view advice_begins = "Keep this file";
inline constexpr std::string_view advice =
    "\r\nKeep this file on an encrypted drive. Save it only as UTF-8 or Unicode (UTF-16), never as ANSI.\r\n";

}  // namespace cellseal::sealkey_words
