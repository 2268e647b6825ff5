#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/keys/key_id.h"
#include "plugin/keys/key_state.h"
#include "plugin/keys/record_id.h"
#include "plugin/keys/timestamp.h"
#include "plugin/values/suite.h"

namespace cellseal {

/// What a record of the keyring is. The names (name_of) are part of the format.
enum class record_kind : std::uint8_t {
    head,              ///< Exactly one: organisation, generation, head of the audit chain, hash of the catalogue.
    slot,              ///< One organisation key wrapped under one passphrase or token.
    organisation_key,  ///< One generation of it: state, key check and the keyring's MAC under it. No wrap of its own.
    data_key,
    index_key,
    audit_key,
    passphrase,  ///< The passphrase on record.
};

[[nodiscard]] std::string_view name_of(record_kind kind) noexcept;

/// The id of one attribute's key under a data key, in the clear: `status` needs no key, and a destroyed one is
/// recognised.
struct listed_key {
    std::string attribute;  ///< "contact.email"
    suite sealed_with = suite::xchacha20_poly1305;
    key_id id;

    bool operator==(const listed_key&) const = default;
};

/// One record of the keyring as stored (keyring_format.md, section 9). Holds no secret: keys are wrapped.
struct keyring_record {
    record_id id;
    record_kind kind = record_kind::head;
    std::string name;                         ///< Head: the organisation. Slot and passphrase: the slot's name.
    std::optional<std::uint64_t> key_number;  ///< From 1 for each kind; a data or index key's version.
    std::optional<record_id> wrapped_under;   ///< Slot: the organisation key it opens. Others: the one that wraps it.
    std::optional<key_state> state;           ///< Organisation, data and index keys.
    timestamp created_at = 0;
    timestamp state_since = 0;
    std::uint64_t generation = 1;              ///< Head: the keyring's. Others: in which the record was written.
    std::string key_check;                     ///< Organisation keys: "4K7P-Q2XM".
    std::vector<std::uint8_t> wrap;            ///< Empty for a head, an organisation key and a destroyed key.
    std::vector<listed_key> key_ids;           ///< Data keys.
    std::optional<std::uint64_t> event_count;  ///< Head: events in the audit chain.
    std::vector<std::uint8_t> event_head;      ///< Head: the chain's last hash, 32 bytes.
    std::vector<std::uint8_t> catalogue_hash;  ///< Head: SHA-256 of the catalogue, 32 bytes.
    std::vector<std::uint8_t> mac;             ///< Organisation keys: of the whole keyring under this key, 32 bytes.

    bool operator==(const keyring_record&) const = default;
};

}  // namespace cellseal
