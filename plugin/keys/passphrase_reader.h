#pragma once

#include <memory_resource>
#include <optional>
#include <vector>

#include "plugin/bytes.h"
#include "plugin/keys/slot_secret.h"

namespace cellseal {

/// Reads a passphrase from the bytes of a file, a variable or a prompt (passphrase_format.md, section 3): the
/// characters of the alphabet or their digits, in any encoding of Unicode, in an East Asian code page, read once
/// through a wrong code page, escaped, wrapped, grouped; anything else is a typed passphrase.
///
/// No damaged passphrase is ever accepted as another one: what is accepted passes the check of passphrase_format.md,
/// section 2, unmended.
///
/// Gives what to try, in this order; more than one only for a typed passphrase with blanks at its ends ("exact first,
/// then trimmed"). `told` of each says what was done to the text. The caller wipes `text`.
///
/// Throws error:
///   key_source_empty  `text` holds nothing but blanks;
///   bad_passphrase    a damaged generated passphrase, never taken for a typed one; or a text that no typed one can be:
///                     the message says what is wrong and never quotes it.
[[nodiscard]] std::vector<slot_secret> read_passphrase(byte_view text, std::pmr::memory_resource& memory);

/// A generated passphrase in either form; nothing when `text` is none, error bad_passphrase when it is a damaged one.
[[nodiscard]] std::optional<slot_secret> read_generated_passphrase(byte_view text, std::pmr::memory_resource& memory);

}  // namespace cellseal
