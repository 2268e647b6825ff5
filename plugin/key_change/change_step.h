#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/attributes/catalogue.h"
#include "plugin/attributes/catalogue_entry.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/keys/organisation_key.h"
#include "plugin/keys/slot_secret.h"
#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/keyring_store.h"

/// The steps of a key change on the keyring (key_change_protocol.md), each one write of the next generation. No I/O:
/// the caller stores what is returned, and uses new keys only after the store has confirmed the commit.
///
/// All throw error key_not_usable when an organisation key that must bear a MAC is not held, and change_refused, saying
/// what can be done instead, when the keyring is not where the step begins.
namespace cellseal::change_step {

/// The authentic keyring that a step starts from, opened with `held`; everything outlives the call.
struct base {
    const keyring_document& keyring;
    std::span<const organisation_key> held;
    std::span<const catalogue_entry> catalogue;
    const crypto_provider& crypto;
    timestamp now = 0;
    std::string who;
    std::string reason = {};
};

/// What a new key is made for.
struct new_key {
    const slot_secret& secret;
    std::string replaced_slot;                  ///< Name of the slot that the new secret takes over.
    std::span<const slot_secret> others = {};   ///< What opens the other slots, which go on.
    std::span<const std::string> dropped = {};  ///< Names of slots that do not.
    std::optional<passphrase_hash_cost> cost;
    bool on_record = true;               ///< For `show`; 32 random bytes never are.
    const attribute_registry& registry;  ///< With its history.
};

/// A keyring that is changed and not stored yet.
struct prepared {
    keyring_change change;
    std::vector<organisation_key> keys;
    std::string key_check;  ///< Of the pending organisation key.
};

/// S1: new organisation, data and index keys, pending. The new organisation key is wrapped under the new slot and the
/// other slots whose secret is given, never under the one being replaced. Throws change_refused for a slot that is
/// neither given nor dropped.
[[nodiscard]] prepared prepare(const base& from, const new_key& wanted);

/// S3: the pending keys seal, the old ones open only (`suspect` when compromised) and lie under the new organisation
/// key; every wrap of the old organisation key goes.
[[nodiscard]] keyring_change activate(const base& from, bool compromised);

/// Takes S1 back; the numbers of the pending keys are not used again. Needs the organisation key in use only.
[[nodiscard]] keyring_change cancel(const base& from);

/// After S6: tokens of the old index key are looked for no longer.
[[nodiscard]] keyring_change conclude(const base& from);

/// S7: the old data key opens no longer, except for restored backups.
[[nodiscard]] keyring_change retire(const base& from);

/// Records that plain rows of the attributes are being taken in, or that this is done; nothing where it is on record
/// so.
[[nodiscard]] std::optional<keyring_change> taking_in(const base& from, const attribute_registry& registry,
                                                      std::span<const std::string> attributes,
                                                      catalogue::plain_rows what);

/// S8: overwrites the wraps of archived data key `number` and of the index key made with it.
[[nodiscard]] keyring_change destroy(const base& from, std::uint64_t number);

}  // namespace cellseal::change_step
