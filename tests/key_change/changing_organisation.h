#pragma once

#include "plugin/key_change/change_worker.h"
#include "tests/doubles/memory_rows.h"
#include "tests/keys/organisation.h"

namespace cellseal {

/// An organisation whose key is changed: a started process, and what a key_changer stands on, in memory.
struct changing_organisation : organisation {
    start_up_report started = start();
    memory_processes processes;
    fixed_identity identity;
    memory_rows rows;
    key_change_surroundings surroundings{.around = around(),
                                         .catalogue = catalogue,
                                         .processes = processes,
                                         .identity = identity,
                                         .rows = rows,
                                         .key_place = &key,
                                         .registry = started.registry,
                                         .keyring = *started.keyring,
                                         .cost = cheap};
    key_changer changer{surroundings};

    [[nodiscard]] keyring_document document() { return *store.load(); }
    [[nodiscard]] change_state state() { return change_state_of(document()); }
    [[nodiscard]] std::vector<slot_secret> secrets() { return key.read(); }

    accepted_change change()
    {
        key_change_request wanted;
        wanted.who = "ada";
        return changer.change(wanted);
    }
    bool activate() { return changer.activate(key_changer::missing::wait_for, key_changer::old_key::opens, "ada"); }
};

}  // namespace cellseal
