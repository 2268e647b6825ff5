#pragma once

#include <memory_resource>

#include "plugin/bytes.h"
#include "plugin/keys/secret_bytes.h"

namespace cellseal {

/// The bytes of a typed passphrase for the passphrase hash: the OpaqueString profile of RFC 8265, section 4.2 (blanks
/// to U+0020, NFC, no control characters, not empty), as UTF-8 (passphrase_format.md, section 4).
///
/// Throws error bad_passphrase where the profile refuses the text; the message never quotes it.
[[nodiscard]] secret_bytes typed_passphrase(byte_view text, std::pmr::memory_resource& memory);

/// The rules for a new typed key, checked when one is set and never when one is given to open (keyring_format.md,
/// section 8): 10 to 100 characters, at least one letter, one numeral, one symbol, no blanks at its ends.
/// Throws error weak_passphrase, which names the rule.
void check_new_passphrase(byte_view text);

}  // namespace cellseal
