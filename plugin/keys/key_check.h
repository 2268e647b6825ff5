#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// The public label of an organisation key, `XXXX-XXXX` in Crockford's base32: key files and exports carry it, messages
/// name it, two people compare it aloud (keyring_format.md, section 4). 40 bits: it tells keys apart, it proves
/// nothing.
[[nodiscard]] std::string key_check_of(const crypto_provider& crypto, const secret_bytes& organisation_key,
                                       std::string_view organisation);

/// As a person may type it: any letter case, O for 0, I and L for 1, with or without the hyphen. Empty where `typed` is
/// no key check.
[[nodiscard]] std::string read_key_check(std::string_view typed);

}  // namespace cellseal
