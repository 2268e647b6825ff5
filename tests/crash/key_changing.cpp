#include "tests/crash/key_changing.h"

#include <iostream>

#include "adapters/orm/soci/key_change/process_table_soci.h"
#include "adapters/orm/soci/key_change/resealable_rows_soci.h"
#include "adapters/process/operating_system_process.h"
#include "config/application/assembly.h"
#include "plugin/error/error.h"
#include "plugin/key_change/change_worker.h"
#include "tests/crash/deadly_ports.h"

namespace cellseal::crash {

namespace {

/// What config::key_change_access puts together, with ports that kill.
struct deadly_change {
    deadly_change(config::application& app, const std::string& settings_file, const errand& what)
        : from(config::load_settings(settings_file)),
          built(from),
          session(config::open_plain(built.address)),
          rows(session, app.started().registry),
          processes(built.tables),
          death(what.moment),
          store(built.store, death),
          place(*built.key.new_key, death),
          deadly(rows, death),
          around{.around = {from.organisation, store, *built.key.source, *built.key.pins, built.crypto.provider(),
                            built.time},
                 .catalogue = built.catalogue,
                 .processes = processes,
                 .identity = identity,
                 .rows = deadly,
                 .key_place = &place,
                 .registry = app.started().registry,
                 .keyring = *app.started().keyring,
                 .cost = passphrase_hash_cost{1, 8192}},
          changer(around)
    {
    }

    config::settings from;
    config::assembly built;
    soci::session session;
    soci_orm::resealable_rows_soci rows;
    soci_orm::process_table_soci processes;
    operating_system_process identity{built.crypto.provider()};
    reaper death;
    deadly_store store;
    deadly_place place;
    deadly_rows deadly;
    key_change_surroundings around;
    key_changer changer;
};

/// A change that was prepared and whose passphrase died with the process is taken back.
void begin_or_take_back(deadly_change& change)
{
    const change_facts facts = change.changer.facts();
    if (facts.state.phase == change_phase::prepared && !facts.opens_new_key) change.changer.cancel("crash", "lost");
    if (change.changer.state().phase != change_phase::none || !change.changer.state().archived.empty()) return;
    key_change_request wanted;
    wanted.who = "crash";
    static_cast<void>(change.changer.change(wanted));
}

void finish(deadly_change& change)
{
    if (change.changer.state().phase == change_phase::verified) change.changer.retire("crash", "");
    const auto archived = change.changer.state().archived;
    if (archived.empty()) return;
    change.changer.destroy(key_check_of_number(*change.built.store.load(), archived.front()), "crash", "");
    std::cout << "destroyed" << std::endl;
}

}  // namespace

int change_key(config::application& app, const std::string& settings_file, const errand& what)
{
    if (!app.started().keyring->is_active()) throw error(errc::inactive, app.started().message);
    deadly_change change(app, settings_file, what);
    begin_or_take_back(change);
    // Whoever is to die has many batches to die in.
    const bool undisturbed = what.moment == "never" && what.rows_per_second == 0;
    const work_limits limits{.rows_per_batch = undisturbed ? 0u : 20u,
                             .rows_per_second = what.rows_per_second,
                             .lease = std::chrono::seconds(0),
                             .between_looks = std::chrono::milliseconds(50),
                             .turn_stands = std::chrono::milliseconds(100),
                             .who = "crash"};
    change_worker worker(change.changer, change.around, limits);
    const auto outcome = worker.run([](const work_progress&) { return true; });
    if (outcome == work_outcome::needs_a_decision) {
        for (const auto& each : change.rows.findings(10)) std::cout << each.name() << " " << each.reason << std::endl;
        return 3;
    }
    finish(change);
    return 0;
}

}  // namespace cellseal::crash
