#pragma once

#include <algorithm>
#include <vector>

#include "plugin/key_change/change_worker.h"
#include "tests/key_change/changing_organisation.h"

namespace cellseal {

/// A worker on a change of an organisation in memory.
struct at_work : changing_organisation {
    work_limits limits{.rows_per_batch = 3,
                       .lease = std::chrono::seconds(30),
                       .between_looks = std::chrono::milliseconds(500),
                       .who = "worker"};
    std::vector<next_step> steps;

    // After activation the rows count as old until they are resealed.
    work_outcome work(const change_worker::watcher& watch = [](const work_progress&) { return true; })
    {
        change_worker worker(changer, surroundings, limits);
        return worker.run([&](const work_progress& progress) {
            if (progress.state.phase == change_phase::resealing && rows.sealing_since == 0)
                rows.sealing_since = progress.state.generation;
            if (steps.empty() || steps.back() != progress.step) steps.push_back(progress.step);
            return watch(progress);
        });
    }
    // As another process would.
    work_outcome run_with(const start_up_report& process)
    {
        key_change_surroundings own{.around = around(),
                                    .catalogue = catalogue,
                                    .processes = processes,
                                    .identity = identity,
                                    .rows = rows,
                                    .key_place = &key,
                                    .registry = process.registry,
                                    .keyring = *process.keyring,
                                    .cost = cheap};
        key_changer own_changer(own);
        return change_worker(own_changer, own, limits).run([&](const work_progress& progress) {
            if (progress.state.phase == change_phase::resealing && rows.sealing_since == 0)
                rows.sealing_since = progress.state.generation;
            return true;
        });
    }
    [[nodiscard]] std::size_t old_rows() const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            rows.sealed_at, [&](std::uint64_t each) { return rows.sealing_since == 0 || each < rows.sealing_since; }));
    }
};

}  // namespace cellseal
