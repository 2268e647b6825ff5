#include "plugin/admin/audited_write.h"

#include "plugin/error/error.h"
#include "plugin/keys/authentic_catalogue.h"
#include "plugin/keys/keyring_opener.h"

namespace cellseal {

namespace {

constexpr int most_attempts = 8;
constexpr std::size_t most_waiting = 1000;

void write_once(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue,
                event_log& events, const audited_act& act,
                const std::function<void(keyring_draft&, const authentic_keyring&)>& edit)
{
    const authentic_keyring now = read_authentic(keyring, around, catalogue);
    keyring_draft draft(now.document, now.held, now.entries, around.time.now(), around.crypto);
    chain_waiting(draft, events);
    if (edit) edit(draft, now);
    draft.add_event(act.caller.who, act.what, act.subject, act.caller.reason);
    around.store.store(draft.finish());
    // Pinned before anybody is told: what was written here is not taken back unnoticed.
    keyring.open(keyring.organisation_keys());
}

void chain_once(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue,
                event_log& events, const std::function<std::optional<audited_act>()>& wanted)
{
    const authentic_keyring now = read_authentic(keyring, around, catalogue);
    const auto look = wanted();
    if (!look) return;
    keyring_draft draft(now.document, now.held, now.entries, around.time.now(), around.crypto);
    draft.keep_generation();
    chain_waiting(draft, events);
    draft.add_event(look->caller.who, look->what, look->subject, look->caller.reason);
    around.store.store(draft.finish());
}

// Each time round somebody else has moved the keyring on.
void repeated(const std::function<void()>& write)
{
    for (int left = most_attempts;; --left) {
        try {
            return write();
        } catch (const error& refused) {
            if (refused.code() != errc::keyring_changed || left == 1) throw;
        }
    }
}

// First the time since this machine was started, so that events of one second are chained in their order.
record_id waiting_id(const keyring_surroundings& around)
{
    record_id id;
    around.crypto.random(id.bytes);
    auto since_boot = static_cast<std::uint64_t>(around.time.since_boot().count());
    for (std::size_t i = sizeof since_boot; i-- > 0; since_boot >>= 8)
        id.bytes[i] = static_cast<std::uint8_t>(since_boot);
    return id;
}

}  // namespace

authentic_keyring read_authentic(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue)
{
    static_cast<void>(keyring.for_sealing());  // follows; refuses where the keyring was put back
    auto document = around.store.load();
    if (!document) throw error(errc::keyring_missing, "the keyring has just disappeared from the database");
    check_organisation(*document, around.organisation);
    keyring.require_not_behind(*document);
    auto held = keyring.organisation_keys();
    check_mac(*document, held, around.crypto);
    auto entries = authentic_catalogue(catalogue, around.store, *document, around.crypto);
    return {*std::move(document), std::move(held), std::move(entries)};
}

void write_audited(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue,
                   event_log& events, const audited_act& act,
                   const std::function<void(keyring_draft&, const authentic_keyring&)>& edit)
{
    repeated([&] { write_once(keyring, around, catalogue, events, act, edit); });
}

void write_look(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue,
                event_log& events, const audited_act& look)
{
    write_look(keyring, around, catalogue, events, [&] { return std::optional(look); });
}

void write_look(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue,
                event_log& events, const std::function<std::optional<audited_act>()>& look)
{
    repeated([&] { chain_once(keyring, around, catalogue, events, look); });
}

void chain_waiting(keyring_draft& draft, event_log& events)
{
    for (event& each : events.unchained(most_waiting)) {
        // Whatever the row claims: nobody vouches for what was written without a key.
        each.authenticated = false;
        draft.chain(std::move(each));
    }
}

bool note_unauthenticated(const keyring_surroundings& around, event_log& events, const audited_act& act,
                          const std::string& reason) noexcept
{
    try {
        if (!around.store.any_trace()) return true;
        event noted;
        noted.id = waiting_id(around);
        noted.happened_at = around.time.now();
        noted.who = act.caller.who.empty() ? "nobody" : act.caller.who;
        noted.what = act.what;
        noted.subject = act.subject;
        noted.reason = reason;
        noted.authenticated = false;
        events.add_unchained(noted);
        return true;
    } catch (const std::exception&) {
        return false;  // What the caller asked for is what it has to hear of first.
    }
}

}  // namespace cellseal
