// What a key change does to the records of a keyring_draft.
#include <algorithm>

#include "plugin/keys/keyring_draft.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

void keyring_draft::add_slot_record(std::uint64_t number, const record_id& key, const secret_bytes& parent,
                                    std::string name, const slot_hash& hash)
{
    keyring_record& record = add_record(record_kind::slot);
    record.key_number = number;
    record.name = std::move(name);
    record.wrapped_under = key;
    wrap_into(record, parent, secret_of(key), hash);
}

void keyring_draft::add_slot(std::span<const record_id> keys, const slot_secret& secret, std::string name,
                             passphrase_hash_cost cost)
{
    slot_hash hash;
    if (secret.what == slot_secret::kind::passphrase) {
        hash = {static_cast<slot_hash_kind>(cost.kdf()), cost, {}};
        crypto_.random(hash.salt);
    }
    const secret_bytes parent = slot_key(secret, hash, crypto_);
    std::uint64_t number = 1;
    for (const keyring_record& each : records_)
        if (each.kind == record_kind::slot) number = std::max(number, each.key_number.value_or(0) + 1);
    for (const record_id& key : keys) add_slot_record(number, key, parent, name, hash);
}

void keyring_draft::add_slot(const record_id& key, const slot_secret& secret, std::string name,
                             passphrase_hash_cost cost)
{
    add_slot(std::span(&key, 1), secret, std::move(name), cost);
}

void keyring_draft::open_also(const keyring_record& kept, const record_id& key, const slot_secret& secret)
{
    const slot_hash hash = slot_hash_of(crypto_, kept.id, kept.wrap);
    add_slot_record(kept.key_number.value(), key, slot_key(secret, hash, crypto_), kept.name, hash);
}

void keyring_draft::set_state(const record_id& key, key_state state)
{
    keyring_record& record = record_of(key);
    record.state = state;
    record.state_since = now_;
}

void keyring_draft::rewrap(const record_id& key, const record_id& parent)
{
    keyring_record& record = record_of(key);
    const secret_bytes secret =
        unwrap(crypto_, secret_of(*record.wrapped_under), wrap_place_of(record, organisation_), record.wrap);
    record.wrapped_under = parent;
    record.generation = generation_;
    wrap_into(record, secret_of(parent), secret);
}

void keyring_draft::remove(const record_id& record)
{
    std::erase_if(records_, [&](const keyring_record& each) { return each.id == record; });
}

void keyring_draft::destroy(const record_id& key)
{
    set_state(key, key_state::destroyed);
    keyring_record& record = record_of(key);
    if (record.kind == record_kind::organisation_key) {
        std::ranges::fill(record.mac, std::uint8_t{0});
        std::erase_if(keys_, [&](const organisation_key& each) { return each.id == key; });
        return;
    }
    std::ranges::fill(record.wrap, std::uint8_t{0});
    record.wrap.clear();
    record.wrapped_under.reset();
}

}  // namespace cellseal
