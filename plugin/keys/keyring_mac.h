#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "plugin/keys/keyring_record.h"
#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// The MAC of a keyring under one of its organisation keys, over every field of every record but `mac` itself
/// (keyring_format.md, sections 4 and 9). `records` are sorted by id.
[[nodiscard]] std::array<std::uint8_t, 32> keyring_mac(const crypto_provider& crypto,
                                                       const secret_bytes& organisation_key,
                                                       std::span<const keyring_record> records);

}  // namespace cellseal
