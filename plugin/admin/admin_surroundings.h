#pragma once

#include <memory>
#include <vector>

#include "plugin/admin/authorizer.h"
#include "plugin/admin/recorded_look.h"
#include "plugin/keys/live_keyring.h"
#include "plugin/ports/catalogue_store.h"
#include "plugin/ports/event_log.h"
#include "plugin/ports/key_source.h"
#include "plugin/ports/value_samples.h"

namespace cellseal {

class recent_refusals;

/// What the administrator's contract stands on. All of it outlives whoever works with it.
struct admin_surroundings {
    keyring_surroundings around;
    catalogue_store& catalogue;
    event_log& events;
    value_samples& samples;
    live_keyring& keyring;  ///< Of this process.
    std::shared_ptr<const attribute_registry> registry;
    const authorizer& who_may;
    channel_predicate channel_is_private;
    new_key_place* key_place = nullptr;  ///< Where the key source can be written; null: its owner is told what to do.
    bool show_allowed = true;            ///< False: `show` is switched off in the settings.
    std::shared_ptr<recent_looks> recent = nullptr;       ///< Null: every question leaves an event.
    std::shared_ptr<recent_refusals> refusals = nullptr;  ///< Null: the trail alone tells which were there.
};

}  // namespace cellseal
