#pragma once

#include <functional>
#include <optional>
#include <string>

#include "plugin/admin/admin_act.h"
#include "plugin/keys/keyring_draft.h"
#include "plugin/keys/live_keyring.h"
#include "plugin/ports/catalogue_store.h"
#include "plugin/ports/event_log.h"

namespace cellseal {

/// One act of an administrator as the audit trail keeps it.
struct audited_act {
    admin_caller caller;
    std::string what;     ///< "key_shown": stable.
    std::string subject;  ///< A key check, a slot; never a secret.
};

/// The keyring as it is now: read again, held against pins and MAC, with the catalogue that belongs to it.
struct authentic_keyring {
    keyring_document document;
    std::vector<organisation_key> held;
    std::vector<catalogue_entry> entries;
};

/// Throws error inactive, keyring_rolled_back, keyring_foreign, keyring_damaged, keyring_changed (repeat).
[[nodiscard]] authentic_keyring read_authentic(live_keyring& keyring, const keyring_surroundings& around,
                                               catalogue_store& catalogue);

/// Writes the next generation of an open keyring: what `edit` does to it, the events that wait to be chained, and one
/// event for `act`. Reads and repeats where somebody else was faster, so `edit` may be called more than once; it may
/// throw. When this returns, the event is on record: what it stands for comes after.
///
/// Throws error inactive, key_not_usable (a key change is under way that this process does not follow yet),
/// keyring_changed (again and again), keyring_rolled_back, keyring_foreign, keyring_damaged, database_unavailable.
void write_audited(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue,
                   event_log& events, const audited_act& act,
                   const std::function<void(keyring_draft&, const authentic_keyring&)>& edit = {});

/// The same for a look, which changes nothing: one event more in the trail, and the generation stays.
void write_look(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue,
                event_log& events, const audited_act& look);

/// The same; what is looked for is asked as the trail is then, and nothing is written where it says nothing. Nobody
/// else writes an event in between.
void write_look(live_keyring& keyring, const keyring_surroundings& around, catalogue_store& catalogue,
                event_log& events, const std::function<std::optional<audited_act>()>& look);

/// Chains the events that wait, oldest first, at most 1,000 at a time.
void chain_waiting(keyring_draft& draft, event_log& events);

/// Writes down what happened while no keyring was open, or changed nothing; nothing authenticates it until it is
/// chained. Nothing happens in a database that has none of cellseal's tables. False when it could not be written.
bool note_unauthenticated(const keyring_surroundings& around, event_log& events, const audited_act& act,
                          const std::string& reason) noexcept;

}  // namespace cellseal
