#pragma once

#include <span>
#include <string>
#include <vector>

#include "plugin/keys/keyring_document.h"
#include "plugin/keys/organisation_key.h"
#include "plugin/keys/slot_secret.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// What a secret gave.
struct opened_slot {
    std::vector<organisation_key> keys;  ///< One; during a key change perhaps two.
    std::string name;                    ///< Of the slot.
    std::size_t secret = 0;              ///< Which of the secrets given opened it.
    std::string told;                    ///< What a person should know about the reading of the secret; mostly empty.
};

/// Opens a slot of `document` with one of `secrets`: the slot that a secret names first, else the newest first. The
/// keyring is not yet known to be authentic: open_keyring() sees to that.
///
/// Throws error:
///   wrong_passphrase  all slots are whole, and no secret opens one; the message names the key check that is needed,
///   and
///                     the one that the secret is labelled with;
///   keyring_damaged   none opens, and a slot is damaged, or asks for a dearer hash than cellseal writes;
///   unknown_suite     the only slots that are left are opened by other means (a token, the FIPS provider).
[[nodiscard]] opened_slot open_slot(const keyring_document& document, std::span<const slot_secret> secrets,
                                    const crypto_provider& crypto);

/// The key that a slot's wrap lies under. `secret` is of the kind that `hash` takes.
[[nodiscard]] secret_bytes slot_key(const slot_secret& secret, const slot_hash& hash, const crypto_provider& crypto);

}  // namespace cellseal
