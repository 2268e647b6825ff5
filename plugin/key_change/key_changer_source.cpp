// What a key change does with the key source: the new key goes in front of the present one, the old one goes at the
// end.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/key_change/key_changer.h"
#include "plugin/keys/passphrase.h"
#include "plugin/keys/sealkey_text.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

slot_secret key_changer::new_secret(const key_change_request& wanted) const
{
    slot_secret secret;
    if (!wanted.new_secret) {
        secret.bytes = passphrase::generate(around_.around.crypto).utf8();
        return secret;
    }
    secret.what = wanted.new_secret->what;
    secret.bytes = secret_bytes(wanted.new_secret->bytes.expose(), around_.around.crypto.key_memory());
    return secret;
}

secret_bytes key_changer::export_of(const slot_secret& secret, const std::string& key_check, const std::string& slot,
                                    std::uint64_t generation) const
{
    const sealkey_labels labels{around_.around.organisation, around_.around.time.now(), key_check, generation, slot};
    auto text = sealkey_text(labels, secret, around_.around.crypto.key_memory());
    if (text) return *std::move(text);
    throw error(errc::change_refused, "32 random bytes have no text form, so they are written into no key file");
}

std::string key_changer::cannot_place_key() const
{
    const key_source& source = around_.around.source;
    if (!around_.key_place) return fmt::format("{} cannot be rewritten from here", source.place());
    const auto is_bare = [](const slot_secret& each) { return each.what == slot_secret::kind::random_key; };
    if (std::ranges::any_of(around_.around.source.read(), is_bare))
        return fmt::format("{} holds 32 random bytes, which leave no room for a second key", source.place());
    return around_.key_place->cannot_replace();
}

void key_changer::write_key(accepted_change& accepted, const slot_secret& fresh,
                            const std::vector<slot_secret>& present, const std::string& slot, std::uint64_t generation)
{
    std::vector<secret_bytes> sections;
    sections.push_back(export_of(fresh, accepted.key_check, slot, generation));
    try {
        if (const std::string reason = cannot_place_key(); !reason.empty())
            throw error(errc::key_source_unreadable, reason);
        for (const slot_secret& each : present)
            sections.push_back(export_of(each, each.key_check.empty() ? accepted.old_check : each.key_check,
                                         each.slot.empty() ? slot : each.slot, generation - 1));
        around_.key_place->replace(joined(sections, around_.around.crypto.key_memory()));
        accepted.key_place = around_.key_place->place();
    } catch (const error& refused) {
        accepted.not_written_because = refused.what();
        accepted.new_key = std::move(sections.front());
    }
}

void key_changer::tidy_key_source(const authentic& now)
try {
    if (!around_.key_place) return;
    const std::vector<slot_secret> present = around_.around.source.read();
    if (present.size() < 2) return;
    const std::string& check = now.keyring.organisation_key().key_check;
    for (const slot_secret& each : present) {
        if (each.key_check != check) continue;
        static_cast<void>(open_slot(now.keyring, std::span(&each, 1), around_.around.crypto));
        std::vector<secret_bytes> only;
        only.push_back(export_of(each, check, each.slot, now.keyring.generation()));
        return around_.key_place->replace(joined(only, around_.around.crypto.key_memory()));
    }
} catch (const error&) {
    // What is left over opens nothing any more; the key that serves is still there.
}

}  // namespace cellseal
