#pragma once

#include "plugin/keys/slot_secret.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// What a new slot for `secret` has its passphrase hash cost (keyring_format.md, section 1): the provider's default for
/// a generated passphrase, which nobody can guess; for a typed one libsodium's MODERATE, 3 passes over 256 MiB, where
/// the provider hashes by Argon2id.
[[nodiscard]] passphrase_hash_cost cost_for(const slot_secret& secret, const crypto_provider& crypto);

}  // namespace cellseal
