#include "plugin/admin/key_display.h"

#include "plugin/admin/audited_write.h"
#include "plugin/admin/key_placing.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/error/error.h"
#include "plugin/keys/keyring_opener.h"
#include "plugin/keys/passphrase.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

namespace {

void record(const admin_surroundings& on, const admin_caller& caller, std::string what)
{
    const std::string check = on.keyring.current()->key_check();
    write_audited(on.keyring, on.around, on.catalogue, on.events, {caller, std::move(what), check});
}

// The slot that the passphrase on record opens.
std::string recorded_slot(const keyring_document& document)
{
    for (const keyring_record* each : document.of_kind(record_kind::passphrase))
        if (each->wrapped_under == document.organisation_key().id) return each->name;
    return "";
}

struct key_at_hand {
    slot_secret secret;
    std::string slot;
};

// What the key source holds opens the keyring, for else this process would not have it.
key_at_hand from_source(const admin_surroundings& on, const keyring_document& document)
{
    auto secrets = on.around.source.read();
    const opened_slot slot = open_slot(document, secrets, on.around.crypto);
    return {std::move(secrets[slot.secret]), slot.name};
}

key_at_hand key_for_export(const admin_surroundings& on, const authentic_keyring& now)
{
    try {
        slot_secret secret;
        secret.bytes = passphrase_on_record(now.document, now.held, on.around.crypto);
        return {std::move(secret), recorded_slot(now.document)};
    } catch (const error& refused) {
        if (refused.code() != errc::key_not_usable) throw;
        return from_source(on, now.document);
    }
}

void check_show_allowed(const admin_surroundings& on)
{
    if (on.show_allowed) return;
    throw error(errc::key_not_usable, "showing the key is switched off in the settings: use its export");
}

}  // namespace

shown_key show_key(const admin_surroundings& on, const admin_caller& caller)
{
    return as_admitted(on, {admin_act::show_key}, caller, [&]() -> shown_key {
        check_show_allowed(on);
        const authentic_keyring now = read_authentic(on.keyring, on.around, on.catalogue);
        const secret_bytes recorded = passphrase_on_record(now.document, now.held, on.around.crypto);
        record(on, caller, "key_shown");

        const keyring_record& in_use = now.document.organisation_key();
        auto& memory = on.around.crypto.key_memory();
        if (const auto generated = passphrase::from_utf8(recorded.expose(), memory))
            return {in_use.key_check, to_rfc3339(in_use.state_since), true, generated->in_groups(),
                    generated->digits()};
        return {in_use.key_check, to_rfc3339(in_use.state_since), false, {recorded.expose(), memory}, {}};
    });
}

secret_bytes export_key(const admin_surroundings& on, const admin_caller& caller, text_encoding encoding)
{
    return as_admitted(on, {admin_act::export_key}, caller, [&] {
        const authentic_keyring now = read_authentic(on.keyring, on.around, on.catalogue);
        const key_at_hand key = key_for_export(on, now);
        auto text = sealkey_text(labels_of(now.document, key.slot, on.around.time.now()), key.secret,
                                 on.around.crypto.key_memory(), encoding);
        if (!text)
            throw error(
                errc::key_not_usable,
                "the key is a file of 32 random bytes, which has no text form: copy that file to a safe place, or add "
                "a passphrase as a second slot");
        record(on, caller, "key_exported");
        return *std::move(text);
    });
}

}  // namespace cellseal
