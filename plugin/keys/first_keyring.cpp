#include "plugin/keys/first_keyring.h"

#include "plugin/attributes/catalogue.h"
#include "plugin/keys/keyring_draft.h"
#include "plugin/keys/slot_cost.h"

namespace cellseal {

first_keyring make_first_keyring(const first_keyring_request& request, const slot_secret& secret,
                                 const attribute_registry& registry, const crypto_provider& crypto)
{
    keyring_draft draft(request.organisation, request.now, crypto);
    const record_id top = draft.add_organisation_key(key_state::sealing);
    draft.add_slot(top, secret, request.slot, request.cost.value_or(cost_for(secret, crypto)));
    draft.add_key(record_kind::data_key, top, key_state::sealing);
    draft.add_key(record_kind::index_key, top, key_state::sealing);
    draft.add_key(record_kind::audit_key, top, std::nullopt);
    if (request.passphrase_on_record && secret.what == slot_secret::kind::passphrase)
        draft.add_passphrase(top, secret, request.slot);
    draft.add_attributes(registry, catalogue::missing_entries(registry, {}, request.now));

    std::string check(draft.key_check_of(top));
    draft.add_event(request.who, "keyring_created", check);
    keyring_change change = draft.finish();
    return {std::move(change), draft.release_keys(), std::move(check)};
}

}  // namespace cellseal
