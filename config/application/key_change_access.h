#pragma once

#include <memory>

#include <soci/soci.h>

#include "adapters/orm/soci/key_change/process_table_soci.h"
#include "adapters/orm/soci/key_change/resealable_rows_soci.h"
#include "adapters/process/operating_system_process.h"
#include "config/application/assembly.h"
#include "plugin/key_change/change_worker.h"
#include "plugin/key_change/key_changer.h"

namespace cellseal::config {

/// Changing the key of a started assembly: the steps, and whoever carries them out, over a connection of its own.
///
/// ```cpp
/// auto& keys = app.key_change();
/// keys.changer().change({.who = "ada"});
/// keys.work({}, [](const cellseal::work_progress&) { return true; });
/// ```
/// Threads: all members may be called by one thread at a time; every thread may have an object of its own.
/// Lifetime: what it is made from outlives it.
class key_change_access {
public:
    /// Throws error database_unavailable.
    key_change_access(assembly& built, const settings& from, std::shared_ptr<const attribute_registry> registry,
                      live_keyring& keyring);

    [[nodiscard]] key_changer& changer() noexcept { return changer_; }
    [[nodiscard]] resealable_rows& rows() noexcept { return rows_; }

    /// Carries the change on until nothing is left that goes by itself; see change_worker::run().
    work_outcome work(work_limits limits, const change_worker::watcher& watch)
    {
        return change_worker(changer_, around_, std::move(limits)).run(watch);
    }

    /// Reseals what an attribute's new policy has left behind; see change_worker::follow_policies().
    work_outcome follow_policies(work_limits limits, const change_worker::watcher& watch)
    {
        return change_worker(changer_, around_, std::move(limits)).follow_policies(watch);
    }

    /// Takes in rows that were stored in the open; see change_worker::take_in().
    work_outcome take_in(std::vector<std::string> attributes, work_limits limits, const change_worker::watcher& watch)
    {
        return change_worker(changer_, around_, std::move(limits)).take_in(std::move(attributes), watch);
    }

private:
    soci::session session_;
    soci_orm::resealable_rows_soci rows_;
    soci_orm::process_table_soci processes_;
    operating_system_process identity_;
    key_change_surroundings around_;
    key_changer changer_;
};

}  // namespace cellseal::config
