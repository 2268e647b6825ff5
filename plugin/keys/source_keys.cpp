#include "plugin/keys/source_keys.h"

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

bool holds(const std::vector<organisation_key>& keys, const record_id& id)
{
    return std::ranges::find(keys, id, &organisation_key::id) != keys.end();
}

bool lacks_key(const keyring_document& document, const std::vector<organisation_key>& keys)
{
    return std::ranges::any_of(document.of_kind(record_kind::organisation_key), [&](const keyring_record* each) {
        return (*each->state == key_state::pending || *each->state == key_state::sealing) && !holds(keys, each->id);
    });
}

std::vector<organisation_key> source_keys::complete(const keyring_document& document,
                                                    std::vector<organisation_key> held)
{
    std::erase_if(held, [&](const organisation_key& each) {
        const keyring_record* record = document.find(each.id);
        return !record || record->state == key_state::destroyed;
    });
    if (!lacks_key(document, held)) {
        tried_.clear();
        return held;
    }
    const bool can_wait = holds(held, document.organisation_key().id);
    try {
        const auto secrets = source_.read();
        if (can_wait && were_tried(secrets)) return held;
        remember(secrets);
        std::vector<organisation_key> found = open_slot(document, secrets, crypto_).keys;
        for (organisation_key& each : found)
            if (!holds(held, each.id)) held.push_back(std::move(each));
    } catch (const error&) {
        if (!can_wait) throw;
    }
    return held;
}

bool source_keys::were_tried(const std::vector<slot_secret>& secrets) const
{
    return std::ranges::equal(secrets, tried_, [](const slot_secret& given, const secret_bytes& known) {
        return given.bytes.equals(known.expose());
    });
}

void source_keys::remember(const std::vector<slot_secret>& secrets)
{
    tried_.clear();
    for (const slot_secret& each : secrets) tried_.emplace_back(each.bytes.expose(), crypto_.key_memory());
}

}  // namespace cellseal
