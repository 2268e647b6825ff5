#include "plugin/keys/keyring_opener.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/keys/key_check.h"
#include "plugin/keys/keyring_mac.h"
#include "plugin/keys/passphrase_padding.h"

namespace cellseal {

namespace {

[[noreturn]] void damaged(std::string_view what)
{
    throw error(errc::keyring_damaged,
                fmt::format("the keyring is damaged: {}. Restore the keyring's tables from a backup; no "
                            "value is lost as long as a whole keyring and its key exist",
                            what));
}

const organisation_key* held_key(const record_id& id, std::span<const organisation_key> held)
{
    const auto found = std::ranges::find(held, id, &organisation_key::id);
    return found == held.end() ? nullptr : &*found;
}

bool is_pending(const keyring_document& document, const record_id& organisation_key_id)
{
    return document.find(organisation_key_id)->state == key_state::pending;
}

std::vector<keyring_key> keys_of_kind(const keyring_document& document, record_kind kind,
                                      std::span<const organisation_key> held, const crypto_provider& crypto)
{
    std::vector<keyring_key> keys;
    for (const keyring_record* record : document.of_kind(kind)) {
        if (*record->state == key_state::destroyed) continue;
        if (!held_key(*record->wrapped_under, held)) {
            if (*record->state == key_state::pending && is_pending(document, *record->wrapped_under)) continue;
            damaged(fmt::format("{} lies under an organisation key that no slot of the given key opens",
                                described(*record)));
        }
        keys.push_back({*record->key_number, *record->state, to_rfc3339(record->state_since),
                        unwrap_record(document, *record, held, crypto)});
    }
    return keys;
}

std::vector<key_tombstone> tombstones_of(const keyring_document& document)
{
    std::vector<key_tombstone> tombstones;
    for (const keyring_record* record : document.of_kind(record_kind::data_key)) {
        if (*record->state != key_state::destroyed) continue;
        for (const listed_key& each : record->key_ids)
            tombstones.push_back({each.attribute, each.id, to_rfc3339(record->state_since)});
    }
    return tombstones;
}

}  // namespace

void check_organisation(const keyring_document& document, std::string_view expected)
{
    if (document.organisation() == expected) return;
    throw error(
        errc::keyring_foreign,
        fmt::format(
            "the keyring in this database belongs to organisation \"{}\", and this application is set up for \"{}\": "
            "connect to the right database or correct the organisation in the settings",
            document.organisation(), expected));
}

void check_mac(const keyring_document& document, std::span<const organisation_key> held, const crypto_provider& crypto)
{
    for (const organisation_key& key : held) {
        const keyring_record* record = document.find(key.id);
        if (!record || record->kind != record_kind::organisation_key)
            damaged("the organisation key that was opened has no record");
        const secret_bytes expected(keyring_mac(crypto, key.secret, document.records()), crypto.key_memory());
        if (!expected.equals(record->mac))
            damaged("its MAC does not fit, so a record was changed, added or removed in the database");
        // Who holds an older organisation key can make a MAC under it; the label that pins know cannot be made to fit.
        if (key_check_of(crypto, key.secret, document.organisation()) != record->key_check)
            damaged(fmt::format("{} bears the key check of another key", described(*record)));
    }
    if (!held_key(document.organisation_key().id, held))
        damaged("the given key does not open the organisation key in use");
}

secret_bytes unwrap_record(const keyring_document& document, const keyring_record& record,
                           std::span<const organisation_key> held, const crypto_provider& crypto)
{
    const organisation_key* parent = record.wrapped_under ? held_key(*record.wrapped_under, held) : nullptr;
    if (!parent)
        throw error(errc::key_not_usable,
                    fmt::format("{} is not open: it was destroyed, or the given key does not open it yet "
                                "because a key change is under way",
                                described(record)));
    return unwrap(crypto, parent->secret, wrap_place_of(record, document.organisation()), record.wrap);
}

secret_bytes unwrap_audit_key(const keyring_document& document, std::span<const organisation_key> held,
                              const crypto_provider& crypto)
{
    return unwrap_record(document, *document.of_kind(record_kind::audit_key).front(), held, crypto);
}

secret_bytes passphrase_on_record(const keyring_document& document, std::span<const organisation_key> held,
                                  const crypto_provider& crypto)
{
    for (const keyring_record* record : document.of_kind(record_kind::passphrase))
        if (*record->wrapped_under == document.organisation_key().id)
            return without_padding(unwrap_record(document, *record, held, crypto), crypto.key_memory());
    throw error(errc::key_not_usable,
                "no passphrase is on record in this keyring: it was made so that the passphrase cannot be shown");
}

keyring::content open_keyring(const keyring_document& document, std::span<const organisation_key> held,
                              const crypto_provider& crypto)
{
    check_mac(document, held, crypto);
    keyring::content content;
    content.organisation = document.organisation();
    content.generation = document.generation();
    content.key_check = document.organisation_key().key_check;
    content.data_keys = keys_of_kind(document, record_kind::data_key, held, crypto);
    content.index_keys = keys_of_kind(document, record_kind::index_key, held, crypto);
    content.tombstones = tombstones_of(document);
    return content;
}

}  // namespace cellseal
