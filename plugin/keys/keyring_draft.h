#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/attributes/catalogue_entry.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/keys/organisation_key.h"
#include "plugin/keys/slot_secret.h"
#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/keyring_store.h"

namespace cellseal {

/// The next generation of a keyring while it is being written: records are added and changed, events chained, and
/// finish() sets generation and MACs, opens the result as a reader would and hands it over for the store's
/// compare-and-swap.
///
/// Its crypto provider outlives it. Threads: one at a time.
class keyring_draft {
public:
    /// A keyring that does not exist yet: generation 1.
    keyring_draft(std::string organisation, timestamp now, const crypto_provider& crypto);

    /// The generation after `base`, which was opened with `held`. finish() throws error key_not_usable when an
    /// organisation key that must bear a MAC is not among them: a key change is under way that this process does not
    /// follow yet.
    keyring_draft(const keyring_document& base, std::span<const organisation_key> held,
                  std::span<const catalogue_entry> known, timestamp now, const crypto_provider& crypto);

    [[nodiscard]] std::uint64_t generation() const noexcept { return generation_; }

    /// For events alone: the audit trail's head moves on and the generation does not, so that no process need read the
    /// keyring again, and a look at a copy does not make the original seem older. Nothing else may be drafted then.
    void keep_generation() noexcept { generation_ = replaces_; }

    /// A new organisation key with its key check. `parent` and `key` below are ids of such.
    record_id add_organisation_key(key_state state);
    /// Wraps organisation key `key` for whoever has `secret`, under a fresh salt.
    void add_slot(const record_id& key, const slot_secret& secret, std::string name, passphrase_hash_cost cost);
    /// The same for several keys that one slot opens together, at the price of one passphrase hash.
    void add_slot(std::span<const record_id> keys, const slot_secret& secret, std::string name,
                  passphrase_hash_cost cost);
    /// Wraps organisation key `key` for the owner of slot `kept` as well, whose secret is given.
    void open_also(const keyring_record& kept, const record_id& key, const slot_secret& secret);
    /// A new data, index or audit key, 32 uniform bytes; a state for the former two.
    void add_key(record_kind kind, const record_id& parent, std::optional<key_state> state);
    void add_passphrase(const record_id& parent, const slot_secret& secret, std::string slot);

    void set_state(const record_id& key, key_state state);
    /// Wraps a data, index or audit key under organisation key `parent` instead.
    void rewrap(const record_id& key, const record_id& parent);
    void remove(const record_id& record);
    /// Overwrites the wrap of a key, or forgets an organisation key; id, dates and key check stay on record.
    void destroy(const record_id& key);

    /// Records new catalogue entries, and the ids of the attributes' keys under every data key that is not destroyed.
    /// `registry` has its history filled in (catalogue::with_history).
    void add_attributes(const attribute_registry& registry, std::vector<catalogue_entry> entries);

    /// Chains an event of this generation.
    void add_event(std::string who, std::string what, std::string subject, std::string reason = {});

    /// Chains an event that was written while no keyring was open (event_log::unchained), as it stands.
    void chain(event written) { events_.push_back(std::move(written)); }

    /// The write, ready for a keyring_store. Throws error keyring_damaged when what was drafted is no keyring.
    [[nodiscard]] keyring_change finish();

    /// The organisation keys, old and new, for whoever opens what was stored. The draft is done then.
    [[nodiscard]] std::vector<organisation_key> release_keys() { return std::move(keys_); }
    [[nodiscard]] std::string_view key_check_of(const record_id& key) { return record_of(key).key_check; }

private:
    keyring_record& add_record(record_kind kind);
    void add_slot_record(std::uint64_t number, const record_id& key, const secret_bytes& parent, std::string name,
                         const slot_hash& hash);
    keyring_record& head();
    keyring_record& record_of(const record_id& id);
    void wrap_into(keyring_record& record, const secret_bytes& parent, const secret_bytes& secret,
                   const std::optional<slot_hash>& hash = std::nullopt);
    [[nodiscard]] const secret_bytes& secret_of(const record_id& key) const;
    void list_keys(const attribute_registry& registry);
    void chain_events();
    void set_macs();

    std::string organisation_;
    std::uint64_t replaces_;  // a generation
    std::uint64_t generation_;
    timestamp now_;
    const crypto_provider& crypto_;
    std::vector<organisation_key> keys_;
    std::vector<keyring_record> records_;
    std::vector<catalogue_entry> known_;
    std::vector<catalogue_entry> added_;
    std::vector<event> events_;
};

}  // namespace cellseal
