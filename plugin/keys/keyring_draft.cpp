#include "plugin/keys/keyring_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plugin/attributes/catalogue.h"
#include "plugin/error/error.h"
#include "plugin/keys/audit_chain.h"
#include "plugin/keys/key_check.h"
#include "plugin/keys/key_derivation.h"
#include "plugin/keys/keyring_mac.h"
#include "plugin/keys/keyring_opener.h"
#include "plugin/keys/passphrase_padding.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t hash_size = 32;

record_id random_id(const crypto_provider& crypto)
{
    record_id id;
    crypto.random(id.bytes);
    return id;
}

secret_bytes random_key(const crypto_provider& crypto)
{
    secret_bytes key(key_size, crypto.key_memory());
    crypto.random(key.expose_for_filling());
    return key;
}

}  // namespace

keyring_draft::keyring_draft(std::string organisation, timestamp now, const crypto_provider& crypto)
    : organisation_(std::move(organisation)), replaces_(0), generation_(1), now_(now), crypto_(crypto)
{
    keyring_record& made = records_.emplace_back();
    made.name = organisation_;
    made.created_at = made.state_since = now_;
    made.event_count = 0;
    made.event_head.assign(hash_size, 0);
}

keyring_draft::keyring_draft(const keyring_document& base, std::span<const organisation_key> held,
                             std::span<const catalogue_entry> known, timestamp now, const crypto_provider& crypto)
    : organisation_(base.organisation()),
      replaces_(base.generation()),
      generation_(replaces_ + 1),
      now_(now),
      crypto_(crypto),
      records_(base.records().begin(), base.records().end()),
      known_(known.begin(), known.end())
{
    for (const organisation_key& each : held)
        keys_.push_back({each.id, secret_bytes(each.secret.expose(), crypto.key_memory())});
}

keyring_record& keyring_draft::head() { return record_of(record_id{}); }

keyring_record& keyring_draft::record_of(const record_id& id)
{
    return *std::ranges::find(records_, id, &keyring_record::id);
}

keyring_record& keyring_draft::add_record(record_kind kind)
{
    std::uint64_t last = 0;
    for (const keyring_record& each : records_)
        if (each.kind == kind) last = std::max(last, each.key_number.value_or(0));
    keyring_record& made = records_.emplace_back();
    made.id = random_id(crypto_);
    made.kind = kind;
    made.key_number = last + 1;
    made.created_at = made.state_since = now_;
    made.generation = generation_;
    return made;
}

const secret_bytes& keyring_draft::secret_of(const record_id& id) const
{
    if (const auto found = std::ranges::find(keys_, id, &organisation_key::id); found != keys_.end())
        return found->secret;
    throw error(errc::key_not_usable,
                fmt::format("organisation key {} of the keyring is not open in this process: a key change is "
                            "under way, give this process the new key first",
                            to_hex(id)));
}

void keyring_draft::wrap_into(keyring_record& record, const secret_bytes& parent, const secret_bytes& secret,
                              const std::optional<slot_hash>& hash)
{
    record.wrap = wrap(crypto_, parent, wrap_place_of(record, organisation_), hash, secret);
}

record_id keyring_draft::add_organisation_key(key_state state)
{
    keyring_record& record = add_record(record_kind::organisation_key);
    record.state = state;
    keys_.push_back({record.id, random_key(crypto_)});
    record.key_check = cellseal::key_check_of(crypto_, keys_.back().secret, organisation_);
    return record.id;
}

void keyring_draft::add_key(record_kind kind, const record_id& parent, std::optional<key_state> state)
{
    keyring_record& record = add_record(kind);
    record.wrapped_under = parent;
    record.state = state;
    wrap_into(record, secret_of(parent), random_key(crypto_));
}

void keyring_draft::add_passphrase(const record_id& parent, const slot_secret& secret, std::string slot)
{
    keyring_record& record = add_record(record_kind::passphrase);
    record.name = std::move(slot);
    record.wrapped_under = parent;
    wrap_into(record, secret_of(parent), with_padding(secret.bytes, crypto_.key_memory()));
}

void keyring_draft::add_attributes(const attribute_registry& registry, std::vector<catalogue_entry> entries)
{
    std::ranges::move(entries, std::back_inserter(added_));
    list_keys(registry);
}

// Every suite that values of an attribute may be sealed under has a key id of its own.
void keyring_draft::list_keys(const attribute_registry& registry)
{
    for (keyring_record& record : records_) {
        if (record.kind != record_kind::data_key || record.state == key_state::destroyed) continue;
        const secret_bytes data_key =
            unwrap(crypto_, secret_of(*record.wrapped_under), wrap_place_of(record, organisation_), record.wrap);
        const hkdf_expander expander(crypto_, data_key.expose());
        for (const attribute& which : registry.attributes()) {
            std::set<suite> suites{which.sealing_suite()};
            for (const former_policy& each : which.former) suites.insert(each.sealed_with);
            for (const suite each : suites) {
                listed_key listed{which.full_name(), each, derive_key_id(expander, organisation_, which, each)};
                if (std::ranges::find(record.key_ids, listed) == record.key_ids.end())
                    record.key_ids.push_back(std::move(listed));
            }
        }
    }
}

void keyring_draft::add_event(std::string who, std::string what, std::string subject, std::string reason)
{
    event& added = events_.emplace_back();
    added.id = random_id(crypto_);
    added.happened_at = now_;
    added.who = std::move(who);
    added.what = std::move(what);
    added.subject = std::move(subject);
    added.reason = std::move(reason);
}

void keyring_draft::chain_events()
{
    const auto record = std::ranges::find(records_, record_kind::audit_key, &keyring_record::kind);
    const secret_bytes audit_key =
        unwrap(crypto_, secret_of(*record->wrapped_under), wrap_place_of(*record, organisation_), record->wrap);
    audit_chain chain(crypto_, audit_key, organisation_, *head().event_count, head().event_head);
    for (event& each : events_) chain.append(each);
    head().event_count = chain.count();
    head().event_head.assign(chain.head().begin(), chain.head().end());
}

void keyring_draft::set_macs()
{
    std::ranges::sort(records_, {}, &keyring_record::id);
    for (keyring_record& each : records_) {
        if (each.kind != record_kind::organisation_key || each.state == key_state::destroyed) continue;
        const auto mac = keyring_mac(crypto_, secret_of(each.id), records_);
        each.mac.assign(mac.begin(), mac.end());
    }
}

keyring_change keyring_draft::finish()
{
    chain_events();
    std::vector<catalogue_entry> catalogue_rows = known_;
    std::ranges::copy(added_, std::back_inserter(catalogue_rows));
    std::ranges::sort(catalogue_rows, {},
                      [](const catalogue_entry& each) { return std::tie(each.attribute, each.number); });
    const auto hash = catalogue::hash_of(crypto_, catalogue_rows);
    head().catalogue_hash.assign(hash.begin(), hash.end());
    head().generation = generation_;
    set_macs();

    // As a reader would open it: what does not open is not stored.
    keyring_change change{keyring_document(records_), replaces_, std::move(events_), std::move(added_)};
    static_cast<void>(open_keyring(change.next, keys_, crypto_));
    return change;
}

}  // namespace cellseal
