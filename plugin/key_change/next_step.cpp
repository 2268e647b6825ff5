#include "plugin/key_change/next_step.h"

#include <algorithm>
#include <array>

#include "plugin/keys/live_keyring.h"

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

static_assert(heard_within > live_keyring::lease);

// Where nobody at all has recorded himself, some may not be able to: those get a whole lease to take up the new key.
next_step while_prepared(const change_facts& facts)
{
    if (!facts.opens_new_key) return next_step::wait_for_key;
    if (!facts.forced && (!facts.unseen_because.empty() || !missing_processes(facts).empty()))
        return next_step::wait_for_processes;
    const bool may_be_others = facts.processes.empty() && !facts.forced;
    const auto wait = may_be_others ? facts.lease : std::min(facts.lease, heard_within);
    return facts.since_phase < wait ? next_step::wait_for_lease : next_step::activate;
}

next_step while_resealing(const change_facts& facts)
{
    if (facts.since_phase < facts.lease) return next_step::wait_for_lease;
    if (!facts.rows_walked) return next_step::reseal;
    if (!facts.fence_stands) return next_step::close_fence;
    if (!facts.walked_behind_fence) return next_step::reseal_behind_fence;
    return facts.all_verified ? next_step::conclude : next_step::verify;
}

}  // namespace

next_step next_step_of(const change_facts& facts)
{
    switch (facts.state.phase) {
        case change_phase::prepared: return while_prepared(facts);
        case change_phase::resealing: return while_resealing(facts);
        case change_phase::none:
        case change_phase::verified: break;
    }
    return next_step::nothing;
}

}  // namespace cellseal
