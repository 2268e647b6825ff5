#include "plugin/key_change/next_step.h"

#include <array>

namespace cellseal {

std::string_view name_of(next_step step) noexcept
{
    constexpr std::array<std::string_view, 10> names{
        "nothing", "wait_for_key", "wait_for_processes",  "activate", "wait_for_lease",
        "reseal",  "close_fence",  "reseal_behind_fence", "verify",   "conclude"};
    return names[static_cast<std::size_t>(step)];
}

std::vector<process_presence> missing_processes(const change_facts& facts)
{
    std::vector<process_presence> missing;
    for (const process_presence& each : facts.processes)
        if (each.name != facts.own_name && each.opens != facts.state.new_check) missing.push_back(each);
    return missing;
}

namespace {

next_step while_resealing(const change_facts& facts)
{
    if (facts.since_activation < facts.lease) return next_step::wait_for_lease;
    if (!facts.rows_walked) return next_step::reseal;
    if (!facts.fence_stands) return next_step::close_fence;
    if (!facts.walked_behind_fence) return next_step::reseal_behind_fence;
    return facts.all_verified ? next_step::conclude : next_step::verify;
}

}  // namespace

next_step next_step_of(const change_facts& facts)
{
    switch (facts.state.phase) {
        case change_phase::prepared:
            if (!facts.opens_new_key) return next_step::wait_for_key;
            return facts.forced || missing_processes(facts).empty() ? next_step::activate
                                                                    : next_step::wait_for_processes;
        case change_phase::resealing: return while_resealing(facts);
        case change_phase::none:
        case change_phase::verified: break;
    }
    return next_step::nothing;
}

}  // namespace cellseal
