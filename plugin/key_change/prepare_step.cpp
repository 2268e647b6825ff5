// S1 of a key change.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/key_change/change_state.h"
#include "plugin/key_change/change_step.h"
#include "plugin/keys/keyring_draft.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal::change_step {

namespace {

bool opens(const base& from, const keyring_record& slot, const slot_secret& secret)
try {
    const slot_hash hash = slot_hash_of(from.crypto, slot.id, slot.wrap);
    if ((secret.what == slot_secret::kind::random_key) != (hash.how == slot_hash_kind::none)) return false;
    static_cast<void>(unwrap(from.crypto, slot_key(secret, hash, from.crypto),
                             wrap_place_of(slot, from.keyring.organisation()), slot.wrap));
    return true;
} catch (const error& refused) {
    if (refused.code() != errc::wrong_passphrase) throw;
    return false;
}

// The slots besides the replaced one, each with the secret that was given for it.
struct kept_slot {
    const keyring_record* slot;
    const slot_secret* secret;
};

std::vector<kept_slot> kept_slots(const base& from, const new_key& wanted)
{
    std::vector<kept_slot> kept;
    std::string missing;
    for (const keyring_record* slot : from.keyring.of_kind(record_kind::slot)) {
        if (slot->name == wanted.replaced_slot || std::ranges::find(wanted.dropped, slot->name) != wanted.dropped.end())
            continue;
        const auto secret =
            std::ranges::find_if(wanted.others, [&](const slot_secret& each) { return opens(from, *slot, each); });
        if (secret == wanted.others.end())
            missing += fmt::format("{}\"{}\"", missing.empty() ? "" : ", ", slot->name);
        else
            kept.push_back({slot, &*secret});
    }
    if (missing.empty()) return kept;
    throw error(errc::change_refused,
                fmt::format("the key cannot be changed yet: slot {} would no longer open it. Give its passphrase as "
                            "well, or say that it goes with --drop-slot",
                            missing));
}

void check_none_under_way(const base& from)
{
    const change_state now = change_state_of(from.keyring);
    if (now.phase == change_phase::none) return;
    throw error(errc::change_refused,
                fmt::format("the key cannot be changed: the change to {} is {} since {}. One at a time: let it finish "
                            "with `cellseal key work` and `cellseal key retire`{}",
                            now.new_check, name_of(now.phase), to_rfc3339(now.since),
                            now.phase == change_phase::prepared ? ", or take it back with `cellseal key cancel`" : ""));
}

}  // namespace

prepared prepare(const base& from, const new_key& wanted)
{
    check_none_under_way(from);
    const auto kept = kept_slots(from, wanted);
    keyring_draft draft{from.keyring, from.held, from.catalogue, from.now, from.crypto};
    const record_id old_key = from.keyring.organisation_key().id;
    const record_id next = draft.add_organisation_key(key_state::pending);
    const record_id both[] = {next, old_key};
    draft.add_slot(both, wanted.secret, wanted.replaced_slot, wanted.cost.value_or(from.crypto.default_cost()));
    for (const auto& [slot, secret] : kept) draft.open_also(*slot, next, *secret);
    draft.add_key(record_kind::data_key, next, key_state::pending);
    draft.add_key(record_kind::index_key, next, key_state::pending);
    if (wanted.on_record && wanted.secret.what == slot_secret::kind::passphrase)
        draft.add_passphrase(next, wanted.secret, wanted.replaced_slot);
    draft.add_attributes(wanted.registry, {});

    std::string check(draft.key_check_of(next));
    draft.add_event(from.who, "key_change_prepared", check, from.reason);
    keyring_change change = draft.finish();
    return {std::move(change), draft.release_keys(), std::move(check)};
}

}  // namespace cellseal::change_step
