#pragma once

#include <memory_resource>

#include "plugin/keys/secret_bytes.h"

namespace cellseal {

/// The passphrase on record is padded to a multiple of 128 bytes before it is wrapped (ISO 7816-4: `80 00 …`), so that
/// the length of a typed passphrase does not show in the database.
[[nodiscard]] secret_bytes with_padding(const secret_bytes& passphrase, std::pmr::memory_resource& memory);

/// Throws error keyring_damaged when there is no padding.
[[nodiscard]] secret_bytes without_padding(const secret_bytes& padded, std::pmr::memory_resource& memory);

}  // namespace cellseal
