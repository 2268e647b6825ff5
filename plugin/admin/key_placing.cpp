#include "plugin/admin/key_placing.h"

#include <fmt/format.h>

#include "plugin/error/error.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

namespace {

// What lies in the key source; nothing where it cannot be read.
std::vector<slot_secret> present_secrets(key_source& source)
{
    try {
        return source.read();
    } catch (const error&) {
        return {};
    }
}

bool opens(const keyring_document& document, const std::vector<slot_secret>& secrets, const crypto_provider& crypto)
{
    if (secrets.empty()) return false;
    try {
        const auto slot = open_slot(document, secrets, crypto);
        for (const organisation_key& each : slot.keys)
            if (each.id == document.organisation_key().id) return true;
    } catch (const error&) {
        // Which is why a key is given.
    }
    return false;
}

secret_bytes text_for(const admin_surroundings& on, const keyring_document& document, const slot_secret& given,
                      const std::string& slot, const std::vector<slot_secret>& present)
{
    auto& memory = on.around.crypto.key_memory();
    std::vector<secret_bytes> exports;
    auto first = sealkey_text(labels_of(document, slot, on.around.time.now()), given, memory);
    if (!first) return {given.bytes.expose(), memory};  // 32 random bytes are a file of their own.
    exports.push_back(*std::move(first));
    for (const slot_secret& each : present) {
        if (each.bytes.equals(given.bytes.expose())) continue;
        const sealkey_labels labels{each.organisation.empty() ? document.organisation() : each.organisation,
                                    on.around.time.now(), each.key_check, each.generation.value_or(1), each.slot};
        if (auto older = sealkey_text(labels, each, memory)) exports.push_back(*std::move(older));
    }
    return joined(exports, memory);
}

}  // namespace

sealkey_labels labels_of(const keyring_document& document, const std::string& slot, timestamp now)
{
    return {document.organisation(), now, document.organisation_key().key_check, document.generation(), slot};
}

placed_key place_key(const admin_surroundings& on, const keyring_document& document, const slot_secret& given,
                     const std::string& slot)
{
    const auto present = present_secrets(on.around.source);
    if (opens(document, present, on.around.crypto)) return {on.around.source.place(), ""};
    if (!on.key_place)
        return {"", fmt::format("{} cannot be written by cellseal: put the key there before the next start",
                                on.around.source.place())};
    try {
        if (present.empty() && on.key_place->occupied())
            throw error(errc::key_source_unreadable, "what lies there cannot be read as a key, and is not overwritten");
        on.key_place->replace(text_for(on, document, given, slot, present));
        return {on.key_place->place(), ""};
    } catch (const error& refused) {
        return {"", fmt::format("the key was not written to {}: {}. Put it there before the next start",
                                on.key_place->place(), refused.what())};
    }
}

}  // namespace cellseal
