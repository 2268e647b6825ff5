#include "plugin/admin/slots.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/admin/audited_write.h"
#include "plugin/admin/recorded_look.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/error/error.h"
#include "plugin/keys/slot_cost.h"
#include "plugin/keys/slot_opener.h"

namespace cellseal {

namespace {

constexpr std::size_t longest_name = 60;

std::string opened_by(const keyring_record& slot, const crypto_provider& crypto)
{
    switch (slot_hash_of(crypto, slot.id, slot.wrap).how) {
        case slot_hash_kind::argon2id: return "passphrase (Argon2id)";
        case slot_hash_kind::pbkdf2: return "passphrase (PBKDF2)";
        case slot_hash_kind::none: return "32 random bytes";
        case slot_hash_kind::token: break;
    }
    return "token";
}

bool is_on_record(const keyring_document& document, const keyring_record& slot)
{
    return std::ranges::any_of(document.of_kind(record_kind::passphrase), [&](const keyring_record* each) {
        return each->name == slot.name && each->wrapped_under == slot.wrapped_under;
    });
}

void check_no_change(const keyring_document& document)
{
    for (const keyring_record* each : document.of_kind(record_kind::organisation_key))
        if (each->state == key_state::pending)
            throw error(errc::change_under_way,
                        fmt::format("a key change is being prepared since {}, and decides which slots go on: finish or "
                                    "cancel it first",
                                    to_rfc3339(each->state_since)));
}

const keyring_record* slot_named(const keyring_document& document, std::string_view name)
{
    for (const keyring_record* each : document.of_kind(record_kind::slot))
        if (each->name == name) return each;
    return nullptr;
}

bool belongs_to_slot(const keyring_record& record, std::string_view name)
{
    return (record.kind == record_kind::slot || record.kind == record_kind::passphrase) && record.name == name;
}

void check_name(const std::string& name)
{
    const bool control = std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (name.empty() || name.size() > longest_name || control)
        throw error(errc::bad_setting,
                    fmt::format("a slot needs a name of 1 to {} bytes without control characters", longest_name));
}

// A slot that this secret opens already would only look like a second one.
void check_new(const keyring_document& document, const slot_secret& secret, const crypto_provider& crypto)
{
    std::string known;
    try {
        known = open_slot(document, {&secret, 1}, crypto).name;
    } catch (const error& refused) {
        if (refused.code() == errc::wrong_passphrase || refused.code() == errc::unknown_suite) return;
        throw;
    }
    throw error(errc::already_active, fmt::format("this key opens slot \"{}\" already: give another one", known));
}

void check_not_last(const keyring_document& document, const std::string& name)
{
    if (!slot_named(document, name))
        throw error(errc::key_not_usable, fmt::format("there is no slot \"{}\": list them first", name));
    if (document.of_kind(record_kind::slot).size() == 1)
        throw error(errc::last_slot,
                    fmt::format("\"{}\" is the last slot: without it nobody could open the keyring any more. Add "
                                "another one first",
                                name));
}

void check_not_in_use(const admin_surroundings& on, const keyring_document& document, const std::string& name)
{
    const auto secrets = on.around.source.read();
    if (open_slot(document, secrets, on.around.crypto).name != name) return;
    throw error(errc::last_slot,
                fmt::format("slot \"{}\" is the one that {} opens, which this process starts with: put the key of "
                            "another slot there first",
                            name, on.around.source.place()));
}

}  // namespace

slot_list list_slots(const admin_surroundings& on, const admin_caller& caller)
{
    return as_admitted(on, {admin_act::list_slots}, caller, [&] {
        const auto document = on.around.store.load();
        if (!document)
            throw error(errc::keyring_missing, fmt::format("there is no keyring in {}", on.around.store.place()));
        slot_list seen;
        for (const keyring_record* each : document->of_kind(record_kind::slot))
            seen.slots.push_back({each->name, opened_by(*each, on.around.crypto),
                                  document->find(*each->wrapped_under)->key_check, to_rfc3339(each->created_at),
                                  is_on_record(*document, *each)});
        std::ranges::reverse(seen.slots);
        seen.not_recorded = record_look(on, {caller, "slots_listed", ""});
        return seen;
    });
}

void add_slot(const admin_surroundings& on, const admin_caller& caller, const std::string& name,
              const slot_secret& secret, std::optional<passphrase_hash_cost> cost)
{
    return as_admitted(on, {admin_act::add_slot}, caller, [&] {
        check_name(name);
        check_new(read_authentic(on.keyring, on.around, on.catalogue).document, secret, on.around.crypto);
        write_audited(on.keyring, on.around, on.catalogue, on.events, {caller, "slot_added", name},
                      [&](keyring_draft& draft, const authentic_keyring& now) {
                          check_no_change(now.document);
                          if (slot_named(now.document, name))
                              throw error(errc::already_active, fmt::format("there is a slot \"{}\" already", name));
                          if (now.document.of_kind(record_kind::slot).size() >= keyring_document::most_slots)
                              throw error(errc::bad_setting,
                                          "the keyring has 32 slots, which is the most: remove one first");
                          draft.add_slot(now.document.organisation_key().id, secret, name,
                                         cost.value_or(cost_for(secret, on.around.crypto)));
                      });
    });
}

void remove_slot(const admin_surroundings& on, const admin_caller& caller, const std::string& name)
{
    return as_admitted(on, {admin_act::remove_slot}, caller, [&] {
        const keyring_document present = read_authentic(on.keyring, on.around, on.catalogue).document;
        check_not_last(present, name);
        check_not_in_use(on, present, name);
        write_audited(on.keyring, on.around, on.catalogue, on.events, {caller, "slot_removed", name},
                      [&](keyring_draft& draft, const authentic_keyring& now) {
                          check_no_change(now.document);
                          check_not_last(now.document, name);
                          for (const keyring_record& each : now.document.records())
                              if (belongs_to_slot(each, name)) draft.remove(each.id);
                      });
    });
}

}  // namespace cellseal
