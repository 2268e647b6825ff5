#pragma once

#include <string>

#include "plugin/bytes.h"

namespace cellseal {

/// An upper estimate of how many bits a typed passphrase is worth: its distinct kinds of characters and its length,
/// less what repeats, continues or is counted up. It knows no dictionary, so words are worth less than it says.
[[nodiscard]] unsigned estimated_bits(byte_view text);

/// For the person who has typed it; never a part of it.
[[nodiscard]] std::string strength_told(byte_view text);

}  // namespace cellseal
