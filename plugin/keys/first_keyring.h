#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/keys/organisation_key.h"
#include "plugin/keys/slot_secret.h"
#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/keyring_store.h"

namespace cellseal {

/// What the first keyring of an organisation is made from.
struct first_keyring_request {
    std::string organisation;
    std::string slot = "main";
    std::optional<passphrase_hash_cost> cost;  ///< Of a passphrase; else cost_for().
    bool passphrase_on_record = true;          ///< False: `show` is switched off for good.
    std::string who = "automatic start";       ///< For the audit trail.
    timestamp now = 0;
};

/// A keyring that is made and not stored yet.
struct first_keyring {
    keyring_change change;
    std::vector<organisation_key> keys;
    std::string key_check;
};

/// Makes a slot for `secret`, the first organisation, data and index keys, an audit key and, if wanted, the passphrase
/// on record; records the attributes of `registry`; chains the event "keyring_created". No I/O: the caller stores it.
/// Throws error crypto_failure, out_of_locked_memory.
[[nodiscard]] first_keyring make_first_keyring(const first_keyring_request& request, const slot_secret& secret,
                                               const attribute_registry& registry, const crypto_provider& crypto);

}  // namespace cellseal
